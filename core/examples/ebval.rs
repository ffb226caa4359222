//! scratch
fn main(){ for a in std::env::args().skip(1){ let t=draftgate::text::Text::analyse(&a,&Default::default()); println!("{a}: {:?}", t.values().iter().map(|v|(v.span.text(t.original()).to_owned(),v.kind.clone(),v.upper)).collect::<Vec<_>>()); } }
