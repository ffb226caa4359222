//! The words of promises, folded: what is promised, how firmly, and what was done. English in full, and what the other
//! six languages say in one word; their verbs stand in `promise_languages`.
//!
//! Source of the kinds and of the scale of strength: the taxonomy of commitments used by the pack
//! `core-commitments` (its page explains it).

use crate::policy::schema::Promise;
use crate::text::WordSet;
use crate::text::word_list;

/// Words parted by semicolons, so that long lists stay readable.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words(pub(super) &'static str);

impl Words {
    /// The words, one by one.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> + Clone {
        self.0.split(';').map(str::trim).filter(|word| !word.is_empty())
    }
}

/// Words that promise something of a kind, written as the terms of a policy: a final `*` allows any ending, a
/// pattern stands between slashes.
pub(super) const KINDS: &[(Promise, Words)] = &[
    (
        Promise::Refund,
        Words(
            "refund*; money back; reimburs*; /\\b(?:not|n't|never|won't) (?:be |end up )?out of pocket\\b/; due a refund; check is in the mail; cheque is in the post; /\\b(?:going|goes|coming|comes) back (?:on|onto|to|into) (?:your|the) (?:card|account|bank)\\b/; /\\b(?:taken|comes?|coming) off (?:your|the) (?:\\w+ )?(?:bill|invoice|total|balance)\\b/; make good the; erstatt*; ruckerstatt*; zuruckerstatt*; rembours*; reembols*; \
         devolver*; rimbors*; terugbetal*; devolucion*; geld zuruck; return your money; pay you back; paid back; \
         /\\b(?:money|cash|funds|payments?|cost|fare|penny|cent|fees?|charges?|price|amount|deposit)\\b.{0,30}\\b(?:back|returned)\\b/; pay it back to you; \
         /\\b(?:get|give you|have) (?:it|that|this|all of it|the lot|back what you(?:'ve)? paid|what you(?:'ve)? paid)(?: back)?\\b/; /\\bgive you back\\b/; \
         /\\b(?:amount|price|money|payment|cost|sum)\\b.{0,25}\\b(?:returned|credited|paid|put|transferred) (?:back|to your (?:card|account|bank))\\b/; \
         l'argent vous sera rendu; vous rendons l'argent; dinero de vuelta; soldi indietro; geld terug; \
         dinheiro de volta",
        ),
    ),
    (
        Promise::Credit,
        Words(
            "voucher*; compensat*; goodwill; gutschein*; gutschrift*; entschadig*; bon d'achat; un avoir; \
         dedommag*; un vale; indemniz*; un buono; risarci*; tegoedbon*; vergoed*; credit of; a credit; \
         credit your account; credit back; bonus points; extra points; free month*; /\\b(?:days?|weeks?|months?|years?) (?:for )?free\\b/; \
         coupon*; gift card for; gifting you; foot the bill; pick up the bill; pick up the tab; /\\b(?:pay|cover|settle) (?:for )?(?:your|the cost of|the costs of|any|all) (?:\\w+ ){0,2}(?:taxi|hotel|meals?|repairs?|expenses?|costs?|bills?|room|nights?|fare|fees?|trip|ride|journey|stay)\\b/; with our compliments; complimentary; treat you to; /\\b(?:is|are|for|completely|absolutely|be|you) free (?:next time|from now on|this time|on your next|for you)\\b/; /\\b(?:won't|will not|shan't) cost you (?:a |any)?(?:thing|penny|cent|dime|nothing|more)?\\b/; /\\bdeduct(?:ing|ed)? (?:£|€|\\$) ?\\d/; /(?:£|€|\\$) ?\\d[\\d.,]* in (?:\\w+ )?(?:credit|vouchers?|points)\\b/; /\\bupgrad(?:e|ing) you (?:\\w+ )?(?:for free|free|at no)/; free gift; store credit; on the house; \
         /\\b(?:send|giv|pay|offer|transfer|slip|bung|award|grant|credit)(?:e|ing)? you (?:(?:back|an?|the) )?(?:\\w+ )?(?:£|€|\\$) ?\\d/; \
         /\\b(?:add|put|pop|stick|drop|load|place|credit|transfer|mov)(?:e|t?p?ing|ing)? (?:you )?(?:(?:an?|another) )?(?:\\w+ )?(?:£|€|\\$) ?\\d[\\d.,]* ?(?:\\w+ ){0,3}(?:on|onto|to|into|in|towards|against)\\b/; \
         /(?:£|€|\\$) ?\\d+(?:\\.\\d+)? (?:off|credit|voucher|gift card|discount|on us)/; \
         /\\b(?:delivery|shipping|postage|order|month|visit|meal|drink|coffee|bill|ride|repair|service|stay|night|round|one|it)\\b.{0,12}\\b(?:is|'s|are|be) on us\\b/; /\\b\\d+ ?(?:%|percent) off (?:your|the) next\\b/; \
         /\\bcredit(?:ing)? (?:you|your (?:account|card)|(?:the|this|that) (?:\\w+ )?(?:difference|amount|rest|money|sum|balance)|it (?:back )?to)\\b/; \
         /\\b(?:add|give|send|offer)\\b.{1,30}\\b(?:credit|points)\\b/",
        ),
    ),
    (
        Promise::Waiver,
        Words(
            "waive*; waiving; \
         /\\b(?:ignor|forget|scrap|lift|wip|revers|drop|remov|cancel|overlook|clear|eras|skip|delet|strik|absorb|swallow|void)(?:e|t?ting|p?ping|l?ing|ing|p?ped|ed)?\\b.{0,25}\\b(?:fees?|surcharge|penalty|late charge|restocking charge|fine|arrears)\\b/; \
         /\\b(?:forget|never mind|not worry|don't worry|ignore|overlook|scrap|skip)(?:ting)?(?: about)? (?:the|that|those|your|this) (?:\\w+ )?(?:£|€|\\$) ?\\d/; \
         /\\b(?:writ(?:e|ing)|tak(?:e|ing|en)|took|knock(?:ed|ing)?|wip(?:e|ed|ing)|strik(?:e|ing)|struck) (?:the|that|your|those|this) (?:\\w+ )?(?:(?:£|€|\\$) ?\\d[\\d.,]* )?(?:\\w+ )?(?:fees?|charges?|penalty|surcharge|fine|costs?)? ?off\\b/; \
         /\\b(?:i've|we've|i have|we have) (?:wiped|scrapped|dropped|taken off|written off) (?:it|that|the (?:fee|charge|penalty))\\b/; write off; writing off; wrote off; let you off; letting you off; let it slide; let that slide; needn't pay; need not pay; cancel the fee; consider it gone; /\\b(?:fee|charge|penalty) (?:is|'s) (?:gone|off|history|cancelled|waived)\\b/; \
         /\\b(?:ignore|scrap|scrapping|wipe|drop|overlook|forget)\\b.{0,20}\\bcharges?\\b/; \
         /\\b(?:writ(?:e|ing)|tak(?:e|ing|en)|took|knock(?:ed|ing)?|wip(?:e|ed|ing)) (?:it|that|this|the \\w+|that \\w+) off\\b/; \
         /\\bwon't (?:be charged|be billed|have to pay|need to pay|owe) (?:that|this|the|any) (?:(?:£|€|\\$) ?\\d|fees?|charges?|penalty|late|restocking|cancellation)/; \
         /\\bno need to pay (?:it|that|this|the (?:fee|charge|penalty))\\b/; \
         cancel the charge; drop the fee; remove the fee; remove the charge; take the fee off; \
         no charge this time; won't charge you the fee; \
         /\\bfees? (?:is|are|has been|have been) waived\\b/; erlassen; erlasse; annuler les frais; \
         supprimer les frais; supprime les frais; perdonar*; perdono la; annullare la commissione; \
         azzero; kwijtscheld*; isentar*",
        ),
    ),
    (
        Promise::Price,
        Words(
            "price match*; /\\bmatch(?:es)? (?:the |their |any )?prices?\\b/; match any price; \
         match the price; match their price; match that price; match it; same price forever; lock in; \
         lock your price; best price; lowest price; beat any price; beat the price; beat their price; \
         /\\bbeat (?:that|this|their|the|any|every) (?:price|offer|quote|deal)\\b/; whatever price; price frozen; \
         freeze the price; freeze your price; price locked; price guaranteed; price will never; price won't go up; price will not go up; price will stay; keep your price; \
         bestpreis; gunstigsten preis; meilleur prix; mejor precio; miglior prezzo; laagste prijs; \
         melhor preco",
        ),
    ),
    (
        Promise::Exception,
        Words(
            "as a one-off; just this once; only this once; this once; special favour; special favor; as a favour; as a favor; make an exception; making an exception; \
         made an exception; bend the rules; bending the rules; this one time; overlook the; \
         /\\bmak(?:e|ing) (?:an? |one |this )?(?:one-time |one-off |small |special |little )?exception\\b/; \
         /\\b(?:bend|stretch|break|relax|overrid|bypass|skip|waiv|set aside|look past|ignor|go around|get round)(?:e|p?ing|ing)? (?:our|a|the|that|this|these|those) (?:usual |normal |own |\\w+ )?(?:rules?|policy|policies|terms?|procedures?|deadline|limits?)\\b/; \
         /\\bturn(?:ing)? a blind eye\\b/; /\\blook(?:ing)? the other way\\b/; just for you; only for you; \
         ausnahmsweise; eine ausnahme; exceptionnellement; une exception; excepcionalmente; \
         una excepcion; in via eccezionale; un'eccezione; bij uitzondering; een uitzondering; \
         uma excecao",
        ),
    ),
    (
        Promise::Guarantee,
        Words(
            "guarante*; i promise; we promise; can promise; trust me; take my word; never takes; never fails; bank on; certain to; /\\b(?:is|are|was|'s|'re|will be) (?:sure|bound) to\\b/; you have my word; rest assured; assure you; without fail; \
         you can count on it; count on it; that's a promise; it's a promise; my promise to you; you can count on us; 100% certain; 100% sure; without a doubt; \
         there's no doubt; shadow of a doubt; for certain; be certain that; give you my word; my word on it; no chance it; no chance that; there is no doubt; mark my words; hand on heart; no matter what; garantiere*; garantiert; garantissons; garantis; garantizamos; garantizo; \
         garantizado; garantiamo; garantisco; garantito; verspreche; versprechen; /^versprochen\\b/; ist versprochen; promets; promettons; \
         prometo; prometemos; prometto; promettiamo; garandeer; garanderen; gegarandeerd; beloof; \
         beloven; garantimos; garanto",
        ),
    ),
    (
        Promise::Deadline,
        Words(
            "arrive*; deliver*; be ready; be there; be fixed; be repaired; fixed on; fixed by; be resolved; be done; ship*; reach you; \
         be with you; have it by; have it in; have it on; have it tomorrow; be back; receive it; liefer*; ankommen; livr*; entreg*; llegar*; consegn*; arriv*; \
         geleverd; bezorg*; chegar*",
        ),
    ),
    (
        Promise::Outcome,
        Words(
            "be approved; be accepted; as good as; a done deal; in the bag; a formality; no problem getting; say yes to; be in your favour; be in your favor; go your way; /\\b(?:will|'ll) say yes\\b/; a new one; coming your way; rule in your favour; \
         decide in your favour; you'll be covered; you will be covered; claim will be covered; \
         treatment will be covered; be granted; be successful; win your case; they will approve; \
         get approved; /\\b(?:application|claim|appeal|request|it|this|that|they) (?:will|'ll|is going to|are going to|should|would) (?:[a-z]+ )?go through\\b/; /\\b(?:get|receive|have|send you|give you|sending you) (?:a |an )?(?:brand[- ]new |free |full |new )?replacement\\b/; \
         /\\b(?:fix|sort|resolve|repair) (?:it|this|that|everything) for you\\b/; whatever it takes; genehmigt werden; bewilligt; sera approuve*; sera accepte*; \
         sera aprobad*; sera aceptad*; sara approvat*; sara accettat*; wordt goedgekeurd; \
         goedgekeurd worden; sera aprovad*",
        ),
    ),
    (
        Promise::Liability,
        Words(
            "our fault; my fault; /\\bour (?:\\w+'s )?(?:fault|negligence|doing)\\b/; answer for it; answer for that; /\\b(?:was|is|it's) (?:entirely |completely |clearly |all |purely )?our (?:own )?(?:mistake|error)\\b/; \
         take the blame; hands up; is at fault; are at fault; bear the cost; bear the costs; cover every cost; /\\bwe(?:'re| are) responsible and\\b/; at our own cost; at our own expense; /\\b(?:this|that|it)(?:'s| is| was) (?:\\w+ )?(?:our|on us|my) (?:responsibility|doing|negligence)\\b/; are to blame; we're to blame; i'm to blame; on us entirely; entirely on us; \
         /\\b(?:we|i) (?:messed up|screwed up|dropped the ball|got (?:it|this) wrong) and (?:we|i)?\\b/; should never have happened on our side; legally responsible; \
         /\\b(?:we'll|we will) (?:pay|cover|compensate) (?:you )?for (?:all |any |the |your )*(?:damages?|loss|losses|injur\\w+)\\b/; \
         /\\bkommen\\b.{0,20}\\bschaden auf\\b/; are liable; we're liable; \
         /\\b(?:accept|take|bear|assume|admit)s? (?:the |full |all |complete |entire |sole )*(?:liability|fault)\\b/; \
         accept responsibility; accept full responsibility; take full responsibility; take responsibility for your; \
         fully responsible for; we are responsible for the; we admit; i admit; our negligence; answerable for; negligence on our; culpable; \
         was negligent; were negligent; we caused the; we caused your; we owe you damages; \
         unsere schuld; wir haften; unser verschulden; notre faute; nous sommes responsables; \
         notre responsabilite est engagee; culpa nuestra; nuestra culpa; somos responsables; \
         colpa nostra; siamo responsabili; onze schuld; zijn aansprakelijk; nossa culpa; \
         somos responsaveis",
        ),
    ),
    (
        Promise::Legal,
        Words(
            "/\\byou(?:'ve| have)?(?: got)? no (?:rights?|entitlement) to\\b/; /\\blegally,? (?:you|there)\\b/; \
         /\\b(?:aren't|isn't|not|are not) bound by (?:that|this|the|any) (?:\\w+ )?(?:law|rule|regulation|act|directive)\\b/; \
         exempt from that; exempt from the; /\\bunder the law,? you\\b/; no legal right*; no legal claim; no legal grounds; the law says; by law you; under the law you; \
         the law doesn't; the law does not; we're exempt; we are exempt; legally required to; \
         legally obliged to; legally bound to; don't legally have to; you can't sue; you cannot sue; \
         our lawyers; not legally; kein rechtsanspruch; rechtlich nicht verpflichtet; \
         pas legalement tenu*; aucun droit legal; no estamos obligados legalmente; \
         non siamo obbligati per legge; niet wettelijk verplicht; nao somos legalmente obrigados",
        ),
    ),
    (
        Promise::Uptime,
        Words(
            "always available; zero outages; no outages; up and running 24; never offline; never down; /\\bnever (?:lose|lost) (?:any |your |a single |a )?(?:\\w+ )?(?:data|files?|messages?|work|backups?)\\b/; never goes down; no downtime; zero downtime; 99.9%; 99.95%; \
         99.99%; 100% uptime; 100% of the time; 100% available; uptime of; always online",
        ),
    ),
    (
        Promise::Contact,
        Words(
            "call you; /\\bhear(?:ing)? (?:back )?from (?:us|me|(?:my|our|a|the|one of) (?:\\w+ ){0,3}(?:manager|team|colleagues?|supervisor|specialists?|experts?|advis[eo]rs?|handlers?|department|office|boss|agents?|engineers?|people|staff))\\b/; /\\b(?:give|drop|send) you (?:a|another) (?:\\w+ )?(?:call|ring|bell|buzz|line|text|message|email|shout)\\b/; /\\b(?:receive|get|expect|have) (?:a|an) (?:\\w+ )?(?:call|callback|call-back|email|text|message|letter) from (?:us|me|our|a|my|the)\\b/; ring you; email you; contact you; get back to you; /\\b(?:will|'ll) reach out\\b/; be in touch; phone you; \
         write to you; text you; reach out to you; rufe sie; rufen sie; melden uns; meldet sich; \
         vous appellera; vous rappellera; vous contactera; /\\bvous rappel(?:le|ons)(?: (?:demain|dans|d'ici|des|sous|au|a|lundi|mardi|mercredi|jeudi|vendredi|samedi|cet|ce|cette|rapidement|bientot|avant|aujourd'hui|tout)\\b|[.!,]|$)/; le llamaremos; \
         le llamara; le llamo; nos pondremos en contacto; la richiamo; la richiameremo; la chiameremo; \
         la contatteremo; bel u; bellen u; neemt contact; nemen contact; ligar-lhe; \
         entraremos em contacto; entraremos em contato",
        ),
    ),
];

/// Cues of strength, from 5 (absolute) to 1 (possible).
pub(super) const CUES: &[(u8, Words)] = &[
    (
        5,
        Words(
            "guarantee*; promise; promised; can promise; count on it; bank on; certain to; /\\b(?:is|are|was|'s|'re|will be) (?:sure|bound) to\\b/; as good as; no ifs; no question about; never again; hand on heart; on my honour; cast iron; you can be sure; you can rely on; trust me; take my word; never takes; never fails; depend on it; beyond doubt; 100% certain; without a doubt; shadow of a doubt; no doubt; definitely; certainly; for certain; be certain; no chance; always; absolutely; no matter what; \
         no matter how; rest assured; without fail; 100%; assure you; no questions asked; any price; whatever price; \
         you have my word; garantiert; garantieren; garantie; sicher; bestimmt; certainement; garanti; \
         garantissons; garantizamos; garantizado; seguro; sicuramente; garantito; gegarandeerd; zeker; \
         garantido; certamente",
        ),
    ),
    (
        4,
        Words(
            "will; /[a-z]'ll\\b/; shall; you can expect; on its way; on their way; is coming; are coming; heading back to you; /\\bconsider\\b.{1,40}[a-z]ed\\b/; /\\b(?:is|are|'s) on (?:us|the house)\\b/; let's forget; leave it with me; let me treat; won't cost you; will not cost you; is going back; are going back; is in the mail; is in the post; is free from; are free from; let me give; let me offer; let me add; let me send; let me put; let me knock; \
         let me credit; \
         /\\b(?:i'm|we're|i am|we are) (?:now |just |also |already |happily )?(?:adding|issuing|applying|waiving|cancelling|canceling|dropping|removing|reversing|returning|extending|upgrading|matching|sending|refunding|giving|crediting|putting|popping|paying|transferring|knocking|taking|writing|wiping|clearing|throwing|making|having|getting|covering|booking|arranging|gifting|treating|deducting)\\b/; \
         sie bekommen; sie erhalten; le devolvemos; vous recevez; going to; you get; you receive; is confirmed; please enjoy; /\\b(?:i|we)(?:'ve| have) (?:\\w+ )?(?:added|applied|put|cleared|taken|dropped|popped|knocked|wiped|credited|scrapped)\\b/; /\\b(?:we|i)(?:'d| would) like to (?:give|offer|send|credit|add|refund)\\b/; you can expect; you're getting; you are getting; here's; here is your; expect the; expect your; i've arranged; we've arranged; hereby; we match; we beat; please accept; werden; wird; werde; wirst; \
         erhalten sie; bekommen sie; recevrez; rembourserons; va; vais; allons; appellera; rappellera; \
         contactera; rappelons; vamos; recibira; llamaremos; llamara; pondremos; riceverai; ricevera; \
         richiameremo; chiameremo; contatteremo; rimborseremo; zullen; zal; gaan; krijgt; vai; recebera; \
         entraremos; reembolsaremos; devolveremos; reembolsaremos",
        ),
    ),
    (
        1,
        Words(
            "may; might; can; could; should; usually; typically; normally; generally; aim; aims; expect; \
         expected; estimated; about; likely; probably; possibly; perhaps; maybe; check; whether; would; \
         need; needs; help; assist; find out; look into; looking into; look at; see if; see what; \
         explain; guide; ask; request; requests; review; investigate; try; details; policy; options; \
         eligible; eligibility; apply; form; status; how to; information; instructions; proceed; submit; \
         kann; konnen; konnte; vielleicht; normalerweise; prufen; prufe; klaren; klare; peut; pouvons; \
         pourrait; normalement; verifier; verifie; puede; podemos; puedo; podria; normalmente; consulto; \
         puo; possiamo; posso; potrebbe; di solito; verifico; kunnen; kan; misschien; meestal; na bij; \
         pode; podemos; talvez; confirmar; verificar; solicitar; solicitud; demande; anfrage; antrag; \
         richiesta; aanvraag; pedido de",
        ),
    ),
];

/// Words that hedge as verbs and name the customer's own papers as nouns: "your request will be approved".
pub(super) const PAPERS: &[&str] =
    &["request", "requests", "form", "details", "status", "application", "policy"];

/// Words in an answer that ask the customer to agree first: what is promised there is an offer.
pub(super) const CONFIRM: Words = Words(
    "please confirm; if you confirm; once you confirm; would you like to proceed; \
         would you like me to; do you confirm; shall i; shall we; should i go ahead; do you want me to; \
         do you agree; is that ok; is this ok; are you happy for me to; let me know if you'd like; \
         let me know if you would like; bitte bestatigen; mochten sie, dass ich; soll ich; \
         souhaitez-vous que; voulez-vous que; quiere que; desea que; vuole che; desidera che; \
         wilt u dat; deseja que; quer que",
);

/// Words that tell what somebody said, asked or wished: what follows them is not promised now.
pub(super) const REPORTED: Words = Words(
    "you mentioned; you said; you told; you were told; told you; you asked; you want; you wanted; \
         you'd like; you would like; you requested; you expect; you expected; you were promised; promised you; \
         sie sagten; ihnen gesagt; sie mochten; vous avez dit; on vous a dit; vous souhaitez; le dijeron; \
         usted quiere; le hanno detto; lei vuole; u zei; u wilt; lhe disseram; deseja; \
         /\\bnot (?:promise|guarantee) (?:that|you)\\b/; /\\b(?:kann|konnen|darf) (?:\\w+ ){0,4}nicht (?:zusagen|versprechen|garantieren)\\b/; \
         /\\b(?:peux|pouvons) (?:\\w+ )?(?:vous )?(?:promettre|garantir)\\b/; /\\bno (?:le |se lo |lo )?(?:puedo|podemos) (?:prometer|garantizar)\\w*/; \
         /\\bnon (?:le |glielo )?(?:posso|possiamo) (?:promettere|garantire)\\w*/; /\\b(?:kan|kunnen) (?:\\w+ )?niet (?:beloven|garanderen)\\b/; \
         /\\bnao (?:lhe )?(?:posso|podemos) (?:prometer|garantir)\\w*/",
);

/// Others than the company who may act in a clause.
pub(super) static OTHER_ACTORS: WordSet<64> = WordSet::of(word_list![
    "they",
    "he",
    "she",
    "seller",
    "retailer",
    "merchant",
    "bank",
    "bank's",
    "hotel",
    "airline",
    "carrier",
    "courier",
    "insurer",
    "issuer",
    "manufacturer",
    "supplier",
    "provider",
    "court",
    "ombudsman",
    "landlord",
    "employer",
]);

/// Short answers that claim that what was asked for is done.
pub(super) const ALL_DONE: Words = Words(
    "/^(?:[a-z]+[,!.] )?done[.!,]/; /^(?:[a-z]+[,!.] )?done$/; /^(?:cancelled|canceled|updated|changed|booked|refunded|deleted)[.!]/; all done; all sorted; changes have been made; change has been made; /\\bi(?:'ve)? (?:took|taken) (?:the|your|that) [a-z -]{2,20} off\\b/; /\\b(?:was|is|has been) cancelled and\\b/; that's sorted; \
         that is sorted; it's sorted; sorted that; /^sorted[.!,]/; /\\bconsider (?:it|that|this) [a-z]+ed\\b/; /^(?:you're )?all set[.!]/; consider it done; taken care of; \
         you're all set; you are all set; that's done; that is done; it's done; it is done; \
         has been done; is all taken care; /^(?:ist )?erledigt[.!,]/; ist erledigt; wurde erledigt; e annullato; queda cancelad*; alles erledigt; \
         /^c'est fait\\b/; c'est fait; c'est regle; ya esta hecho; /^hecho[.!,]/; todo listo; \
         /^fatto[.!,]/; e tutto a posto; tutto fatto; /^gedaan[.!,]/; is geregeld; alles geregeld; \
         /^feito[.!,]/; esta feito; tudo resolvido; ja esta tratado",
);

/// Names of records, by kind, that cover a promise.
pub(super) const RECORDS: &[(Promise, Words)] = &[
    (Promise::Refund, Words("refund; reimburs; return_payment; price_difference; payment_history")),
    (Promise::Credit, Words("voucher; goodwill; compensation; credit_note; credit_issued; credits; points")),
    (Promise::Waiver, Words("waive; waived")),
    (Promise::Exception, Words("waive; waived; exempt")),
    (Promise::Price, Words("price_match; price_lock; locked_price; price_guarantee; offer")),
    (Promise::Outcome, Words("decision; approved; approval; replac; repair; resolv; fixed")),
    (
        Promise::Contact,
        Words("callback; call_back; task; appointment; ticket; reply_by; follow_up; handover"),
    ),
    (Promise::Guarantee, Words("guarantee; warranty; callback; appointment")),
];

/// A deed: its participles, how it is asked for, and what a record of it is called.
#[derive(Debug)]
pub(super) struct Deed {
    /// Folded forms that say that it was done.
    pub(super) done: Words,
    /// Words with which a customer asks for it.
    pub(super) asked: Words,
    /// English infinitive, for "I can ask our team to …"; empty when nobody can be asked for it: a parcel left. Its words then
    /// tell it wholly.
    pub(super) infinitive: &'static str,
    /// Parts of event types, record keys or source words that show it.
    pub(super) record: Words,
}

/// Deeds that change something for the customer. Looking, checking and noting change nothing and are not here.
pub(super) const DEEDS: &[Deed] = &[
    Deed {
        done: Words(
            "refunded; reimbursed; erstattet; zuruckerstattet; ruckerstattet; rembourse*; \
         reembolsad*; rimborsat*; terugbetaald; teruggestort; reembolsei",
        ),
        asked: Words(
            "refund*; money back; reimburse*; erstatt*; rembours*; reembols*; rimbors*; terugbetal*",
        ),
        infinitive: "refund",
        record: Words("refund; reimburs; credit"),
    },
    Deed {
        done: Words(
            "cancelled; canceled; storniert; gekundigt; annule; annulee; annules; annulees; cancelad*; anulad*; annullat*; cancellato; cancellata; cancellati; cancellate; \
         geannuleerd; opgezegd; cancelei; anulei",
        ),
        asked: Words(
            "cancel; cancelling; cancellation; stornier*; kundig*; annuler; annulez; cancelar; annullare; \
         cancellare; annuleren; opzeggen",
        ),
        infinitive: "cancel",
        record: Words("cancel; terminat; clos; delet; unsubscrib"),
    },
    Deed {
        done: Words(
            "updated; aktualisiert; mis a jour; mise a jour; actualizad*; aggiornat*; bijgewerkt; atualizad*; atualizei",
        ),
        asked: Words("update; aktualisier*; mettre a jour; actualizar; aggiornare; bijwerken; atualizar"),
        infinitive: "update",
        record: Words("updat; chang; modif; correct"),
    },
    Deed {
        done: Words(
            "changed; amended; moved; rescheduled; switched; swapped; geandert; modifie; modifiee; modifies; modifiees; changee; modifique; modificad*; cambiad*; modificato; modificata; modificati; cambiat*; gewijzigd; alterad*; alterei; mudei",
        ),
        asked: Words(
            "change; amend; switch; andern; changer; modifier; cambiar; modificare; cambiare; wijzigen; \
         mudar; alterar",
        ),
        infinitive: "change",
        record: Words("chang; amend; updat; modif; switch; mov; resched; swap; upgrad"),
    },
    Deed {
        done: Words(
            "booked; reserved; rebooked; gebucht; reserve; reservee; reservad*; prenotat*; geboekt; reservei",
        ),
        asked: Words("book; reserve; rebook; buchen; reserver; reservar; prenotare; boeken"),
        infinitive: "book",
        record: Words("book; reserv; schedul; visit; appoint; callback"),
    },
    Deed {
        done: Words(
            "sent; emailed; posted; gesendet; geschickt; envoye; envoyee; enviad*; inviat*; verstuurd; gestuurd; gemaild; enviei",
        ),
        asked: Words("send; resend; email me; schicken; senden; envoyer; enviar; inviare; sturen"),
        infinitive: "send",
        record: Words("sent; send; email; post; dispatch; issued; messag; deliver; link; ship; transit"),
    },
    Deed {
        done: Words("shipped; dispatched; versandt; verschickt; expedie; spedito; verzonden"),
        asked: Words("ship; dispatch; versenden; expedier; spedire; verzenden"),
        infinitive: "ship",
        record: Words("ship; dispatch; sent; transit; deliver; left"),
    },
    Deed {
        done: Words(
            "escalated; forwarded; weitergeleitet; transmis; escalado; inoltrato; doorgestuurd; encaminhei; reencaminhei",
        ),
        asked: Words("escalate; forward; weiterleiten"),
        infinitive: "look into",
        record: Words("escalat; forward; handover; pass; case; ticket; request; log; rais"),
    },
    Deed {
        done: Words("credited; gutgeschrieben; credite; abonado; accreditato; bijgeschreven; creditei"),
        asked: Words("credit me; credit my; gutschreiben"),
        infinitive: "credit",
        record: Words("credit; refund; paid; payment"),
    },
    Deed {
        done: Words("waived; erlassen; kwijtgescholden"),
        asked: Words("waive; erlassen"),
        infinitive: "waive",
        record: Words("waiv; remov; fee"),
    },
    Deed {
        done: Words("activated; enabled; aktiviert; active; activado; attivato; geactiveerd; ativei"),
        asked: Words("activate; enable; turn on; aktivier*; activer; activar; attivare; activeren"),
        infinitive: "activate",
        record: Words("activ; enabl; start"),
    },
    Deed {
        done: Words("blocked; frozen; locked; gesperrt; bloque; bloqueado; bloccato; geblokkeerd; bloqueei"),
        asked: Words("block; freeze; lock my; sperren; bloquer; bloquear; bloccare; blokkeren"),
        infinitive: "block",
        record: Words("block; frozen; freez; lock; suspend"),
    },
    Deed {
        done: Words(
            "deleted; removed; geloscht; supprime; eliminad*; borrad*; rimoss*; verwijderd; apaguei; eliminei",
        ),
        asked: Words("delete; remove; loschen; supprimer; eliminar; borrar; rimuovere; verwijderen; apagar"),
        infinitive: "remove",
        record: Words("delet; remov; eras"),
    },
    Deed {
        done: Words("added; hinzugefugt; ajoute; anadido; aggiunto; toegevoegd; adicionei; acrescentei"),
        asked: Words("add; hinzufugen; ajouter; anadir; aggiungere; toevoegen; adicionar"),
        infinitive: "add",
        record: Words("add; creat; book; request; assist"),
    },
    Deed {
        done: Words(
            "logged; raised; opened; registered; filed; erfasst; eingetragen; hinterlegt; enregistre; enregistree; registrad*; registrato; registrata; \
         geregistreerd; ingevoerd; registei; registrei",
        ),
        asked: Words("log a; raise a; open a; report a"),
        infinitive: "log",
        record: Words(
            "log; rais; open; regist; complaint; case; ticket; dispute; fil; claim; creat; schedul; callback; book",
        ),
    },
    Deed {
        done: Words("issued; ausgestellt; emis; emitido; emesso"),
        asked: Words("issue; reissue"),
        infinitive: "issue",
        record: Words("issu; refund; sent; creat"),
    },
    Deed {
        done: Words("replaced; ersetzt; remplace; remplacee; reemplazad*; sostituit*; vervangen"),
        asked: Words(
            "replace; replacement; exchange; ersetzen; remplacer; reemplazar; sostituire; vervangen; \
         substituir",
        ),
        infinitive: "replace",
        record: Words("replac; exchang"),
    },
    Deed {
        done: Words(
            "reduced; lowered; adjusted; corrected; reinstated; restored; reduziert; korrigiert; corrige; corregido; corretto; gecorrigeerd; corrigido",
        ),
        asked: Words(
            "reduce; lower; adjust; correct; reinstate; restore; korrigier*; corriger; corregir; correggere; corrigeren; corrigir",
        ),
        infinitive: "adjust",
        record: Words("reduc; lower; adjust; correct; reinstat; restor; chang; updat; discount; credit"),
    },
    Deed {
        done: Words(
            "fixed; repaired; resolved; behoben; repariert; repare; reparad*; riparat*; hersteld; verholpen",
        ),
        asked: Words("fix; repair; resolve; beheben; reparier*; reparer; reparar; riparare; herstellen"),
        infinitive: "fix",
        record: Words("fix; repair; resolv; restor; clos; complet"),
    },
    Deed {
        done: Words("upgraded"),
        asked: Words("upgrade"),
        infinitive: "upgrade",
        record: Words("upgrad; chang"),
    },
    Deed {
        done: Words("transferred; uberwiesen; transfere; transferido; trasferito; overgemaakt"),
        asked: Words("transfer; uberweisen; transferer; transferir; trasferire; overmaken"),
        infinitive: "transfer",
        record: Words("transfer; paid; payment; sent; handover"),
    },
    Deed {
        done: Words("scheduled; arranged"),
        asked: Words("arrange; schedule"),
        infinitive: "arrange",
        record: Words("schedul; arrang; book; appoint; visit; callback; collect"),
    },
    Deed {
        done: Words("unsubscribed; opted you out; abgemeldet; desabonne; desinscrit; uitgeschreven"),
        asked: Words(
            "unsubscribe; stop sending; opt me out; take me off; abmelden; desabonner; darme de baja; \
         uitschrijven",
        ),
        infinitive: "unsubscribe",
        record: Words("unsubscrib; opt; suppress; object; remov; withdr"),
    },
    Deed {
        done: Words("processed"),
        asked: Words("process my; process the; process a"),
        infinitive: "process",
        record: Words("process; refund; paid; payment; return; complet; approv; cancel; credit"),
    },
    Deed { done: Words("reset"), asked: Words("reset"), infinitive: "reset", record: Words("reset; link") },
    Deed {
        done: Words("extended; verlangert; prolonge; prolongee; prorogat*; verlengd; prolonguei"),
        asked: Words("extend; extension; verlanger*; prolonger; prorogar; prorogare; verlengen; prolongar"),
        infinitive: "extend",
        record: Words("exten; prolong; renew; chang; resched"),
    },
    Deed {
        done: Words(
            "/\\b(?:parcel|package|order|shipment|consignment)s? (?:has |have )?(?:just |already |now )?(?:left|shipped|departed)\\b/; \
             /\\b(?:parcel|package|order|shipment|consignment)s? (?:is|are) (?:already |now )?on (?:its|the|their) way\\b/; \
             /\\b(?:it|they) (?:has |have )?(?:just |already |now )?left (?:our|the) (?:warehouse|depot|store|hub)\\b/; \
             /\\b(?:paket|bestellung|sendung|lieferung) (?:ist (?:bereits |schon |jetzt )?unterwegs|hat (?:[a-z]+ ){1,5}verlassen)\\b/; \
             /\\b(?:colis|commande|envoi) (?:est (?:deja )?(?:partie?|en route|en chemin)|a (?:deja )?quitte)\\b/; \
             /\\b(?:paquete|pedido|envio) (?:ya )?(?:ha salido|salio|esta en camino)\\b/; \
             /\\b(?:pacco|ordine|spedizione) (?:e (?:gia )?(?:partit[oa]|in viaggio)|ha lasciato)\\b/; \
             /\\b(?:pakket|bestelling|zending) (?:is (?:al |nu )?(?:onderweg|vertrokken)|heeft (?:[a-z]+ ){1,5}verlaten)\\b/; \
             /\\b(?:encomenda|pedido) (?:ja )?(?:saiu|partiu|esta a caminho)\\b/",
        ),
        asked: Words(""),
        infinitive: "",
        record: Words(
            "ship; dispatch; sent; transit; deliver; left; way; collect; route; versen; versand; versch; unterweg; expedi; \
             livr; envi; salid; camin; sped; viagg; partit; verzond; onderweg; verstuurd",
        ),
    },
];

/// Words that say that somebody of the company acted, before the participle.
pub(super) const ACTED: Words = Words(
    "i have; i've; we have; we've; they have; they've; has been; have been; /'s been\\b/; is now; are now; i; wurde; vient d'etre; viennent d'etre; acaba de ser; acaban de ser; acabou de ser; ha quedado; \
         wurden; ich habe; wir haben; habe ich; haben wir; j'ai; nous avons; vous ai; vous avons; l'ai; \
         les ai; a ete; ont ete; he; hemos; ha sido; han sido; ho; abbiamo; e stato; e stata; ik heb; \
         we hebben; wij hebben; heb ik; is; zijn; foi; foram; ja; tenho; temos",
);

/// Words before "guarantee" that make it a thing one has, not a promise.
pub(super) static HAVING: WordSet<128> = WordSet::of(word_list![
    "legal",
    "commercial",
    "statutory",
    "manufacturer",
    "manufacturer's",
    "the",
    "a",
    "your",
    "our",
    "this",
    "that",
    "of",
    "under",
    "product",
    "extended",
    "year",
    "debit",
    "price",
    "money-back",
    "delivery",
    "warranty",
    "und",
    "die",
    "der",
    "eine",
    "la",
    "una",
    "une",
    "de",
    "gesetzliche",
    "legale",
    "sous",
    "bajo",
    "in",
    "di",
    "wettelijke",
    "month",
    "repair",
    "or",
    "and",
    "any",
    "no",
]);
