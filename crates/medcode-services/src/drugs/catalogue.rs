//! The drugs that can be billed on a day: our names, and what the release in force adds.

use super::given::{Class, Route};
use super::kind::Kind;
use super::phrases::Phrases;
use super::product::{self, Form, Product};
use super::table::{self, Pack, Row};
use super::when::{Condition, Test};
use medcode_kb::query::Release;
use medcode_model::{Code, Date};
use std::collections::{BTreeMap, HashMap};

/// What a name stands for: one of these rows, the first whose conditions hold.
pub(crate) struct Entry {
    pub(crate) drug: String,
    pub(crate) class: Class,
    pub(crate) rows: Vec<Row>,
}

/// Names of drugs and the codes they may stand for.
pub(crate) struct Catalogue {
    pub(crate) names: Phrases<u32>,
    entries: Vec<Entry>,
    products: Vec<Product>,
    by_code: HashMap<Code, usize>,
}

impl Catalogue {
    /// Our own tables and, where one is installed, the drugs of a release.
    pub(crate) fn of(release: Option<&Release>) -> Self {
        let products = release.map(product::all).unwrap_or_default();
        let by_code = products.iter().enumerate().map(|(n, p)| (p.code, n)).collect();
        let mut out = Self { names: Phrases::default(), entries: Vec::new(), products, by_code };
        out.add_tables();
        out.add_products();
        out
    }

    fn add_tables(&mut self) {
        let mut by_names: HashMap<Vec<&'static str>, usize> = HashMap::new();
        for row in table::rows() {
            if let Some(&entry) = by_names.get(&row.names) {
                self.entries[entry].rows.push(row);
                continue;
            }
            by_names.insert(row.names.clone(), self.entries.len());
            let names = row.names.clone();
            self.add(row.drug.to_owned(), row.class, vec![row], &names);
        }
    }

    fn add<N: AsRef<str>>(&mut self, drug: String, class: Class, rows: Vec<Row>, names: &[N]) {
        for name in names {
            self.names.add(name.as_ref(), self.entries.len() as u32);
        }
        self.entries.push(Entry { drug, class, rows });
    }

    /// The names that descriptors spell out and no table has.
    fn add_products(&mut self) {
        let mut generics: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, product) in self.products.iter().enumerate().filter(|(_, p)| p.kind == Kind::Drug) {
            if product.generic.len() > 4
                && product.unit.is_some()
                && !NO_NAMES.contains(&&*product.generic)
            {
                generics.entry(product.generic.clone()).or_default().push(n);
            }
        }
        let short = short_names(&generics);
        for (generic, all) in generics {
            self.add_brands(&all);
            let base: Vec<usize> = all.iter().copied().filter(|&n| self.is_base(n)).collect();
            let chosen = if base.is_empty() { all } else { base };
            let rows: Vec<Row> = chosen.iter().map(|&n| row_of(&self.products[n])).collect();
            let distinct = |form: Form| {
                chosen
                    .iter()
                    .filter(|&&n| self.products[n].form == form && self.products[n].to.is_none())
                    .count()
                    > 1
            };
            // Several products in force under one name: the name alone does not tell which.
            if distinct(Form::Injected) || distinct(Form::Oral) || distinct(Form::Inhaled) {
                continue;
            }
            let class = self.products[chosen[0]].class();
            let mut names = vec![generic.clone()];
            names.extend(short.get(&generic).cloned());
            self.add(generic, class, rows, &names);
        }
    }

    fn add_brands(&mut self, all: &[usize]) {
        for &n in all {
            let product = &self.products[n];
            let brands: Vec<String> = product
                .brands
                .iter()
                .filter(|b| !product.maker && !product::is_maker(b))
                .cloned()
                .collect();
            if !brands.is_empty() {
                let (drug, class, rows) =
                    (product.generic.clone(), product.class(), vec![row_of(product)]);
                self.add(drug, class, rows, &brands);
            }
        }
    }

    /// Neither one maker's product nor a brand's.
    fn is_base(&self, n: usize) -> bool {
        !self.products[n].maker && self.products[n].brands.is_empty()
    }

    /// The entry of a drug by its generic name.
    pub(crate) fn entry_of(&self, drug: &str) -> Option<u32> {
        self.entries.iter().position(|e| e.drug == drug).map(|n| n as u32)
    }

    pub(crate) fn entry(&self, entry: u32) -> &Entry {
        &self.entries[entry as usize]
    }

    /// The product of a code.
    pub(crate) fn product(&self, code: &Code) -> Option<&Product> {
        self.by_code.get(code).map(|&n| &self.products[n])
    }

    /// Products in force on a day that are the same drug as a name of ours.
    pub(crate) fn same_drug<'c>(
        &'c self,
        drug: &'c str,
        day: Date,
    ) -> impl Iterator<Item = &'c Product> {
        let lower = drug.to_lowercase();
        let words: Vec<String> =
            lower.split([' ', ',', '-']).filter(|w| w.len() > 2).map(str::to_owned).collect();
        self.products.iter().filter(move |p| {
            p.in_force(day)
                && !p.maker
                && !words.is_empty()
                && words.iter().all(|w| p.generic.contains(w.as_str()))
        })
    }
}

/// Beginnings of descriptors that name no drug.
const NO_NAMES: &[&str] = &[
    "liposomal",
    "alpha",
    "interferon",
    "unspecified",
    "plasma",
    "purified",
    "prescription drug",
    "immune globulin",
    "factor",
    "contraceptive supply",
    "nicotine patches",
    "prenatal vitamins",
    "hyaluronan or derivative",
    "drug administered through a metered dose inhaler",
    "compounded drug",
    "nasal vaccine inhalation",
    "anti-inhibitor",
    "gamma globulin",
    "blood",
    "dextran",
    "procedure",
    "services",
];

/// Names without the salt at their end or the four letters of a biological, where they are one
/// drug's only.
fn short_names(generics: &BTreeMap<String, Vec<usize>>) -> HashMap<String, String> {
    const SALTS: &[&str] = &[
        "sodium",
        "hydrochloride",
        "hcl",
        "sulfate",
        "phosphate",
        "succinate",
        "citrate",
        "tartrate",
        "mesylate",
        "maleate",
        "fumarate",
        "potassium",
        "tromethamine",
        "hyclate",
        "lactate",
        "acetate",
        "bromide",
        "fosamil",
        "pegol",
        "decanoate",
        "besylate",
        "medocaril",
        "dihydrate",
        "mepesuccinate",
        "isethionate",
    ];
    let mut out: HashMap<String, String> = HashMap::new();
    let mut owners: HashMap<String, usize> = HashMap::new();
    for generic in generics.keys() {
        let plain =
            generic.rsplit_once('-').filter(|(_, tail)| tail.len() == 4).map_or(&**generic, |(n, _)| n);
        let mut words: Vec<&str> = plain.split(' ').collect();
        while words.len() > 1 && words.last().is_some_and(|w| SALTS.contains(w)) {
            words.pop();
        }
        let short = words.join(" ");
        *owners.entry(short.clone()).or_default() += 1;
        if short != *generic && short.len() > 4 {
            out.insert(generic.clone(), short);
        }
    }
    out.retain(|_, short| owners.get(short) == Some(&1));
    out
}

/// A row as our tables have it, from a product.
fn row_of(product: &Product) -> Row {
    let routes = match product.form {
        Form::Oral => Test::Route(vec![Route::Oral]),
        Form::Inhaled => Test::Route(vec![Route::Inhaled]),
        Form::Injected => {
            Test::Route(vec![Route::Oral, Route::Inhaled, Route::Topical, Route::Rectal, Route::Nasal])
        }
    };
    let holds = product.form != Form::Injected;
    Row {
        names: Vec::new(),
        drug: "",
        class: product.class(),
        code: Some(product.code),
        when: vec![Condition { test: routes, holds }],
        pack: Pack::default(),
    }
}
