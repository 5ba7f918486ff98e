//! Descriptors of the shapes that the quarterly file has, in words of our own.

use super::BillingUnit;

#[test]
fn each_shape_of_descriptor_gives_its_unit() {
    for (descriptor, unit) in [
        ("Injection, somecillin sodium, per 250 mg", "250 mg"),
        ("Injection, somemab, 1 mg", "1 mg"),
        ("Injection, somesteroid, not otherwise specified, 10 mg", "10 mg"),
        ("Injection, something, up to 1,000,000 units", "up to 1,000,000 units"),
        ("Injection, somecillin, per gm", "1 g"),
        ("Injection, something, 3 million units", "3,000,000 units"),
        ("Injection, one 3 mg and another 3 mg", "6 mg"),
        ("Injection, one/another, 1 gram/0.125 grams (1.125 grams)", "1.125 g"),
        ("Injection, one 4 mg, two 4 mg and three 2 mg", "10 mg"),
        ("Injection, globulin, full dose, 300 micrograms (1500 i.u.)", "300 mcg (1,500 units)"),
        ("Infusion, some solution, sterile (500 ml = 1 unit)", "500 mL"),
        ("Some solution, up to 1000 cc", "up to 1,000 mL"),
        ("Hyaluronan, some brand, for intra-articular injection, per dose", "1 dose"),
        ("Injection, something, per single use vial", "1 vial"),
        ("Red cells, each unit", "each"),
        ("Some tracer, diagnostic, per study dose, up to 40 millicuries", "1 dose"),
        ("Contrast material, 300-399 mg/ml iodine concentration, per ml", "1 mL"),
        ("Injection, something, 10 mg/ml", "10 mg"),
        ("Something, oral, less than or equal to 3 mg of it", "1 dose"),
        ("Injection, something, 0.9 mg, provided in 1.1 mg vial", "0.9 mg"),
        ("Factor, purified, per i.u.", "1 unit"),
        ("Patch 8%, per square centimeter", "1 sq cm"),
        ("Injection, potassium something, per 2 meq", "2 mEq"),
        ("Solution, 25% in 50 ml", "50 mL"),
        ("Unclassified drugs", "-"),
    ] {
        let read = BillingUnit::read(descriptor).map_or("-".to_owned(), |u| u.to_string());
        assert_eq!(read, unit, "{descriptor}");
    }
}
