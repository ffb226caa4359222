//! Promises in German, French, Spanish, Italian, Dutch and Portuguese, folded, beyond the single words that stand with
//! the English ones. The kinds and the scale are the same. These languages promise in the present and by endings of
//! the verb, so that many words stand here twice: once for what is promised, once for how firmly.

use super::promise_words::Words;
use crate::policy::schema::Promise;

/// What is promised.
pub(super) const KINDS: &[(Promise, Words)] = &[
    (
        Promise::Refund,
        Words(
            "/\\b(?:geld|betrag|euro|kosten|preis|kaufpreis|zahlung|summe|gebuhr|rest|differenz|anzahlung)\\b[^.!?]{0,40}\\b(?:zuruck|wieder (?:auf|bei))\\b/; \
         /\\bzuruck(?:zahlen|uberweisen|buchen|zuzahlen|zuuberweisen|gebucht|gezahlt|uberwiesen)\\b/; \
         /\\b(?:argent|somme|montant|euros|paiement|frais)\\b[^.!?]{0,40}\\b(?:rendu\\w*|rendre|rendons|restitu\\w*|recredit\\w*|revers\\w*)\\b/; \
         /\\brecuper\\w+\\b[^.!?]{0,20}\\b(?:argent|somme|montant|mise)\\b/; \
         /\\b(?:devolver\\w*|devolvemos|devuelvo|reintegr\\w+|ingresar\\w*|abonar\\w*)\\b[^.!?]{0,30}\\b(?:dinero|importe|euros|pago|precio|cantidad|dinheiro|valor|montante|quantia)\\b/; \
         /\\bdinero\\b[^.!?]{0,20}\\bde vuelta\\b/; \
         /\\b(?:restituir\\w*|restituiamo|riaccredit\\w*|ridar\\w*|riavr\\w+)\\b[^.!?]{0,30}\\b(?:soldi|importo|euro|denaro|somma|prezzo|spesa)\\b/; \
         /\\b(?:geld|bedrag|euro|kosten|aankoopbedrag|aankoopprijs)\\b[^.!?]{0,30}\\b(?:terug|weer op (?:uw|je) rekening)\\b/; \
         /\\b(?:bekommen|erhalten|kriegen|bekommst|kriegst) (?:sie |du )?(?:\\w+ ){0,4}zuruck\\b/; gutgeschrieben; \
         /\\b(?:sera|seront|est|sont) (?:\\w+ )?(?:rendu|recredite|reverse|restitue)\\w*/; /\\bdevolvera\\w*/; \
         /\\bsera (?:abonad|devuelt|ingresad|creditad|devolvid|restituid)\\w+/; \
         /\\b(?:verra|sara|verranno|saranno) (?:\\w+ )?(?:restituit|riaccreditat|accreditat)\\w\\b/; \
         /\\b(?:krijgt|krijg|ontvangt) (?:u |je )?(?:\\w+ ){0,3}terug\\b/; /\\bbetal(?:en|t) (?:\\w+ ){0,6}terug\\b/; \
         teruggestort; terugstorten; terugbetaald; estorn*; /\\bdevolv(?:emos|erei|er-lhe)\\b/",
        ),
    ),
    (
        Promise::Credit,
        Words(
            "/\\bschreib(?:e|en)\\b[^.!?]{0,30}\\bgut\\b/; auf unsere kosten; geht aufs haus; /\\bschenk(?:e|en) (?:ihnen|dir|wir)\\b/; \
         un bon de; une remise de; geste commercial; vous offrons; je vous offre; on vous offre; \
         un cupon; un bono de; descuento de; le regalamos; le regalo; corre de nuestra cuenta; por cuenta de la casa; \
         un coupon; uno sconto di; le regaliamo; offriamo noi; a nostre spese; \
         cadeaubon; een tegoed; korting van; op onze kosten; \
         um vale; um cupao; um cupom; desconto de; oferecemos-lhe; por nossa conta",
        ),
    ),
    (
        Promise::Waiver,
        Words(
            "/\\b(?:streich\\w*|erlass\\w*|verzicht\\w*)\\b[^.!?]{0,30}\\b(?:\\w*gebuhr\\w*|\\w*zuschlag|strafe|\\w*kosten)\\b/; \
         /\\b(?:\\w*gebuhr\\w*|\\w*zuschlag|strafe|mahnkosten)\\b[^.!?]{0,30}\\b(?:streich\\w*|erlass\\w*|entfallt|entfallen)\\b/; \
         /\\b(?:annul\\w+|supprim\\w+|enlev\\w+|retir\\w+) (?:\\w+ ){0,2}(?:frais|penalites?)\\b/; faisons cadeau des; fais cadeau des; \
         /\\b(?:anul\\w+|quit\\w+|elimin\\w+|condon\\w+|perdon\\w+) (?:\\w+ ){0,2}(?:cargo|recargo|comision|penalizacion|multa)\\b/; \
         /\\b(?:annull\\w+|togli\\w+|tolg\\w+|azzer\\w+|elimin\\w+) (?:\\w+ ){0,2}(?:commissione|penale|mora|sovrattassa)\\b/; \
         /\\bscheld(?:en|t)?\\b[^.!?]{0,40}\\bkwijt\\b/; /\\bboete\\b[^.!?]{0,20}\\b(?:vervallen|vervalt)\\b/; /\\b(?:laten|laat)\\b[^.!?]{0,20}\\bboete\\b[^.!?]{0,10}\\bvervallen\\b/; \
         /\\b(?:anul\\w+|retir[a-z-]+|perdo\\w+|elimin\\w+) (?:\\w+ ){0,2}(?:taxa|multa|penalizacao|comissao)\\b/",
        ),
    ),
    (
        Promise::Price,
        Words(
            "preisgarantie; /\\bpreis bleibt\\b/; prix bloque; prix garanti; precio garantizado; precio no subira; \
         prezzo bloccato; prezzo garantito; prijsgarantie; prijs blijft; preco garantido; preco nao sobe",
        ),
    ),
    (
        Promise::Exception,
        Words(
            "ein auge zu; fermons les yeux; ferme les yeux; a titre exceptionnel; hacer una excepcion; hago una excepcion; \
         hacemos una excepcion; solo por esta vez; como excepcion; solo per questa volta; facciamo un'eccezione; \
         chiudiamo un occhio; voor deze keer; oogje dicht; abrir uma excecao; abrimos uma excecao; so desta vez; \
         excecionalmente",
        ),
    ),
    (
        Promise::Guarantee,
        Words(
            "sie haben mein wort; mein wort darauf; verlassen sie sich darauf; hoch und heilig; ich schwore; \
         c'est promis; c'est garanti; je vous assure; vous avez ma parole; parole d'honneur; \
         le aseguro; le doy mi palabra; tiene mi palabra; \
         /^promesso\\b/; glielo prometto; le assicuro; ha la mia parola; parola mia; \
         /^beloofd\\b/; dat beloof ik; u heeft mijn woord; je hebt mijn woord; \
         asseguro-lhe; dou-lhe a minha palavra; tem a minha palavra; garanto-lhe; prometo-lhe; /[,:] garantid[oa]\\b/; /[,:] garantit[oa]\\b/; /[,:] garantiert\\b/",
        ),
    ),
    (
        Promise::Deadline,
        Words(
            "kommt; bei ihnen; da sein; zugestellt; trifft ein; fertig; behoben; sera la; seront la; chez vous; sera pret; \
         /\\bsera (?:\\w+ )?(?:repare|regle|resolu)\\w*/; viendra*; en su casa; estara list*; estara ahi; estara resuelt*; estara solucionad*; viene; vendra*; ira; da lei; sara pronto; sara riparato; sara risolto; verra; komt; bij u; is klaar; is verholpen; is opgelost; \
         chega; em sua casa; estara pront*; estara resolvid*; sera resolvid*; vai",
        ),
    ),
    (
        Promise::Outcome,
        Words(
            "wird genehmigt; wird bewilligt; wird angenommen; bekommen den kredit; sera accorde*; sera valide*; \
         se aprobara; sera concedid*; le aprobaran; verra approvat*; sara concess*; verra accettat*; wordt toegekend; \
         wordt geaccepteerd; vai ser aprovad*; sera aceite; serao aprovad*",
        ),
    ),
    (
        Promise::Liability,
        Words(
            "unser fehler; unser versaumnis; wir sind schuld; /\\bubern(?:ehmen|ommen|immt)\\b[^.!?]{0,30}\\b(?:haftung|verantwortung)\\b/; \
         de notre faute; notre erreur; /\\bassum(?:ons|e)\\b[^.!?]{0,30}\\bresponsabilite\\b/; \
         /\\bculpa es (?:toda |enteramente )?nuestra\\b/; error nuestro; error es nuestro; /\\basum(?:imos|o)\\b[^.!?]{0,30}\\bresponsabilidad\\b/; \
         /\\bcolpa e (?:tutta )?nostra\\b/; errore nostro; errore e nostro; /\\bassumiamo\\b[^.!?]{0,30}\\bresponsabilita\\b/; \
         onze fout; /\\bwij zijn (?:\\w+ ){0,2}aansprakelijk\\b/; /\\bnemen\\b[^.!?]{0,30}\\baansprakelijkheid\\b/; \
         /\\bculpa e (?:toda )?nossa\\b/; erro nosso; erro e nosso; /\\bassumimos\\b[^.!?]{0,30}\\bresponsabilidade\\b/",
        ),
    ),
    (
        Promise::Legal,
        Words(
            "keinen rechtsanspruch; keinerlei anspruch; kein recht auf; laut gesetz; aucun droit a; n'avez pas droit; \
         la loi dit; no tiene derecho; la ley dice; non ha diritto; la legge dice; geen recht op; volgens de wet; \
         nao tem direito; a lei diz",
        ),
    ),
    (
        Promise::Contact,
        Words(
            "/\\b(?:kolleg\\w+|mitarbeiter\\w*|berater\\w*|techniker\\w*|jemand|team|ich|wir)\\b (?:\\w+ ){0,2}(?:rufe|rufen|ruft|kontaktiere|kontaktieren|kontaktiert) (?:sie|dich)\\b/; \
         /\\b(?:melde mich|melden uns|meldet sich)\\b[^.!?]{0,40}\\b(?:ihnen|dir)\\b/; \
         /\\b(?:aurez|avrai|avra|tendra|tendras|tera)\\b[^.!?]{0,12}\\b(?:nouvelles|notizie|noticias)\\b/; /\\b(?:horen|hort|horst)\\b[^.!?]{0,20}\\bvon (?:uns|mir)\\b/; \
         /\\b(?:vous|te) (?:appellera\\w*|appellerons|rappellera\\w*|rappellerons|contactera\\w*|contacterons|recontactera\\w*|recontacterons|ecrirons|ecrirai)\\b/; \
         on vous appelle; je vous appelle; \
         /\\b(?:le|te|les) (?:llamara\\w*|llamaremos|contactara\\w*|contactaremos|escribira\\w*|escribiremos)\\b/; \
         /\\b(?:pondra\\w*|pondremos|ponemos|pongo) en contacto\\b/; \
         /\\b(?:la|ti|vi) (?:chiamera\\w*|chiamero|chiameremo|richiamera\\w*|richiamero|contattera\\w*|contattero|ricontattera\\w*|ricontattero|ricontatteremo|scriveremo)\\b/; \
         /\\b(?:metteremo|mettera) in contatto\\b/; \
         /\\b(?:belt|bellen|mailt|mailen|bel|mail) (?:wij |we )?(?:u|je)\\b/; /\\b(?:neemt|nemen|neem) (?:\\w+ ){0,5}contact met (?:u|je) op\\b/; \
         /\\b(?:u|je) hoort\\b[^.!?]{0,20}\\bvan (?:ons|mij)\\b/; \
         /\\b(?:liga|ligamos|ligo|telefona|contacta|contactamos|contacto|escreve|escrevemos)-(?:lhe|te|o|a)\\b/; ligar-lhe-emos; \
         /\\b(?:entra|entrara|entramos|entraremos|vai entrar|vamos entrar) em contac?to\\b/",
        ),
    ),
];

/// How firmly.
pub(super) const CUES: &[(u8, Words)] = &[
    (
        5,
        Words(
            "auf jeden fall; ganz sicher; hundertprozentig; definitiv; ohne wenn und aber; zweifellos; verspreche; /^versprochen\\b/; \
         sans faute; sans aucun doute; a coup sur; c'est promis; absolument; promets; \
         sin falta; sin ninguna duda; sin duda; con total seguridad; prometo; garantizo; \
         senza dubbio; senza alcun dubbio; di sicuro; prometto; garantisco; \
         zeker weten; absoluut; zonder twijfel; /^beloofd\\b/; beloof; \
         com certeza; com toda a certeza; de certeza; sem falta; sem duvida; garanto",
        ),
    ),
    (
        4,
        Words(
            "du bekommst; bekommst du; sie kriegen; /\\b(?:geld|betrag)\\b[^.!?]{0,16}\\b(?:haben sie|hast du|ist|geht|kommt)\\b/; \
         /\\b(?:wir|ich) (?:erstatten?|uberweisen?|zahlen?|buchen?|schreiben?|schicken?|schenken?|geben?|ubernehmen?|erlassen?|streichen?|verzichten?|machen?|senden?)\\b/; \
         /\\b(?:erstatten?|uberweisen?|zahlen?|buchen?|schenken?|ubernehmen?|erlassen?|streichen?) (?:wir|ich)\\b/; \
         /\\b(?:kolleg\\w+|mitarbeiter\\w*|berater\\w*|techniker\\w*|jemand|team|ich|wir) (?:\\w+ ){0,2}(?:rufe|rufen|ruft|melde|melden|meldet|kontaktiere|kontaktieren|kontaktiert) (?:sie|sich|mich|uns|dich)\\b/; \
         sie horen; horen sie; \
         vous serez; vous aurez; vous recupererez; vous sera; vous seront; vous rembourse; vous remboursons; vous etes rembourse*; est en route; \
         vous offrons; vous offre; rembourserons; appellerons; contacterons; contacterai; recontacterons; recontactera; \
         recontacterai; appellerai; rappellerons; rappellerai; ecrirons; on vous rappelle; on vous appelle; je vous rappelle; \
         je vous appelle; supprimons; annulons; enlevons; sera; seront; \
         tendra; tendras; recibiras; le devolvemos; le devuelvo; abonaremos; abonamos; reintegraremos; ingresaremos; le reembolsamos; devolveran; devolvera; \
         le regalamos; le regalo; le ofrecemos; contactara; contactaremos; escribiremos; escribira; llamare; pondra; ponemos; \
         pongo; sera; seran; quitamos; anulamos; eliminamos; \
         avra; riavra; riceverete; restituiremo; restituiamo; riaccrediteremo; rimborsiamo; verra; verranno; sara; saranno; \
         regaliamo; offriamo; chiamera; chiamero; richiamera; richiamero; contattera; contattero; ricontatteremo; ricontattera; \
         ricontattero; metteremo; annulliamo; togliamo; tolgo; \
         u ontvangt; je ontvangt; ontvangt u; krijg je; wij betalen; we betalen; wij storten; we storten; ik stort; wordt; worden; \
         /\\b(?:u heeft|je hebt) (?:het|uw|je) geld\\b/; wij geven; we geven; ik geef; belt u; belt je; bellen u; bellen je; bel u; bel je; \
         mailen u; mailt u; neemt; nemen; neem; u hoort; je hoort; schelden; \
         tera; vao; vamos; reembolsamos; retiro-lhe; iremos; devolvemos; devolver-lhe; sera; serao; oferecemos-lhe; damos-lhe; liga-lhe; ligamos-lhe; ligo-lhe; telefona-lhe; \
         contacta-o; contacta-a; ligar-lhe-emos; entra; entrara; entramos; retiramos; perdoamos",
        ),
    ),
    (
        1,
        Words(
            "dauert; meist; meistens; in der regel; voraussichtlich; moglicherweise; anfragen; beantragen; veranlassen; \
         habituellement; en general; generalement; demander; peut-etre; environ; \
         suele; suelen; normalmente; quiza; quizas; pedir; aproximadamente; \
         chiedere; forse; circa; generalmente; \
         aanvragen; indienen; meestal; ongeveer; wellicht; \
         pedir; costuma; costumam; talvez; cerca de",
        ),
    ),
];

/// "I have just …" with the infinitive: the deed follows.
pub(super) const JUST: Words =
    Words("je viens de; nous venons de; /\\b(?:je viens|nous venons) d'/; acabo de; acabamos de; acabei de");
