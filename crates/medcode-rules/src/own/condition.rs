//! How is a condition read? Fields, what is asked of them, `and`, `or`, `not`, parentheses.

use super::lex::{Compare, Kind, Token};
use super::parse::{Parsed, Parser};
use super::values::{Item, Values};
use super::when::{FIELDS, Field, Shape, Test, When};
use medcode_model::{Code, CodeSystem, Date, Position, Problem};

/// How deep parentheses and `not` may go.
const DEEPEST: u32 = 32;

/// Reads a condition: parts joined by `and`, or by `or`.
pub(super) fn parse(parser: &mut Parser<'_>, depth: u32) -> Parsed<When> {
    let first = part(parser, depth)?;
    let Some(joint) = joint(parser) else { return Ok(first) };
    let mut parts = vec![first];
    while let Some(next) = self::joint(parser) {
        if next.text != joint.text {
            let message = "`and` and `or` stand side by side: say by parentheses which binds first";
            return Err(Problem::error(next.at, message));
        }
        let _ = parser.take();
        parts.push(part(parser, depth)?);
    }
    Ok(if joint.text == "and" { When::All(parts) } else { When::Any(parts) })
}

/// `and` or `or`, where one comes next.
fn joint<'a>(parser: &Parser<'a>) -> Option<Token<'a>> {
    parser.peek().filter(|t| t.kind == Kind::Word && matches!(t.text, "and" | "or") && !t.begins())
}

fn part(parser: &mut Parser<'_>, depth: u32) -> Parsed<When> {
    if depth >= DEEPEST {
        let message = format!("conditions go {DEEPEST} parentheses deep at most");
        return Err(Problem::error(parser.here(), message));
    }
    if parser.peek().is_some_and(|t| t.kind == Kind::Open) {
        let open = parser.take().map_or_else(Position::default, |t| t.at);
        let inside = parse(parser, depth + 1)?;
        return match parser.take() {
            Some(t) if t.kind == Kind::Close => Ok(inside),
            Some(t) => {
                let message = format!("`{}`: `and`, `or` or `)` is expected", t.text);
                Err(Problem::error(t.at, message))
            }
            None => Err(Problem::error(open, "the parenthesis that opens here is not closed")),
        };
    }
    let word = parser.word("a condition")?;
    if word.text == "not" {
        return Ok(When::Not(Box::new(part(parser, depth + 1)?)));
    }
    let Some(field) = Field::of(word.text) else {
        let all: Vec<&str> = FIELDS.iter().map(|r| r.word).collect();
        let message =
            format!("`{}` is nothing that can be asked; allowed: {}", word.text, all.join(", "));
        return Err(Problem::error(word.at, message));
    };
    Ok(When::Ask(field, test(parser, field)?))
}

/// What is asked of a field: `in`, `is`, a comparison.
fn test(parser: &mut Parser<'_>, field: Field) -> Parsed<Test> {
    let row = field.row();
    let how = match row.shape {
        Shape::Figure(_) => "`<`, `<=`, `=`, `>=`, `>`, `in 1-9`, `is given` or `is missing`",
        Shape::Day => "`<`, `<=`, `=`, `>=` or `>`",
        Shape::OneOf([]) => "`is given` or `is missing`",
        _ => "`in`, `is`, `is given` or `is missing`",
    };
    let Some(sign) = parser.take() else {
        return Err(Problem::error(parser.here(), format!("after `{}` {how} is expected", row.word)));
    };
    let wrong =
        || Problem::error(sign.at, format!("`{}`: after `{}` {how} is expected", sign.text, row.word));
    match (sign.kind, sign.text) {
        (Kind::Compare(compare), _) => {
            figure(parser, row.shape, compare).unwrap_or_else(|| Err(wrong()))
        }
        (Kind::Word, "is" | "in") => {
            let given =
                parser.peek().filter(|t| sign.text == "is" && matches!(t.text, "given" | "missing"));
            if let Some(token) = given.filter(|_| row.shape != Shape::Day) {
                let _ = parser.take();
                return Ok(Test::Given(token.text == "given"));
            }
            match row.shape {
                Shape::Day | Shape::OneOf([]) => Err(wrong()),
                Shape::Figure(places) => within(parser, places),
                _ => values(parser, field),
            }
        }
        _ => Err(wrong()),
    }
}

/// A comparison; none where the field is no figure.
fn figure(parser: &mut Parser<'_>, shape: Shape, compare: Compare) -> Option<Parsed<Test>> {
    let mut read = |parse: &dyn Fn(&str) -> Option<i64>, what: &str| {
        let token = parser.word(what)?;
        let figure = parse(token.text)
            .ok_or_else(|| Problem::error(token.at, format!("`{}` is not {what}", token.text)))?;
        Ok(Test::Is(compare, figure))
    };
    match shape {
        Shape::Figure(places) => Some(read(&|t| scaled(t, places), &a_figure(places))),
        Shape::Day => Some(read(
            &|t| t.parse::<Date>().ok().map(|d| i64::from(d.days())),
            "a day such as 2026-01-31",
        )),
        _ => None,
    }
}

fn a_figure(places: u32) -> String {
    match places {
        0 => "a whole number".to_owned(),
        _ => format!("a figure with up to {places} decimal places"),
    }
}

/// A figure in units of `10^-places`.
fn scaled(text: &str, places: u32) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 12
        || !digits(whole)
        || !digits(part)
        || part.len() > places as usize
    {
        return None;
    }
    let padded = format!("{whole}{part:0<width$}", width = places as usize);
    padded.parse().ok()
}

/// `in 0-17, 65-124`.
fn within(parser: &mut Parser<'_>, places: u32) -> Parsed<Test> {
    let words = parser.listed("a figure or a range of figures")?;
    let range = |t: &Token<'_>| {
        let (from, to) = t.text.split_once('-').unwrap_or((t.text, t.text));
        let ends = scaled(from, places).zip(scaled(to, places)).filter(|(from, to)| from <= to);
        ends.ok_or_else(|| {
            let what = a_figure(places);
            Problem::error(t.at, format!("`{}` is not {what} or a range of such (0-17)", t.text))
        })
    };
    Ok(Test::Within(words.iter().map(range).collect::<Parsed<_>>()?))
}

fn values(parser: &mut Parser<'_>, field: Field) -> Parsed<Test> {
    let row = field.row();
    let words = parser.listed("a value, or the name of a list above,")?;
    let (system, sort) = match row.shape {
        Shape::Diagnoses => (Some(CodeSystem::Icd10Cm), "an ICD-10-CM code"),
        Shape::Procedures => (Some(CodeSystem::Icd10Pcs), "an ICD-10-PCS code"),
        Shape::Services => (Some(CodeSystem::Hcpcs), "a CPT number or HCPCS code"),
        _ => (None, "a value"),
    };
    let mut items = Vec::new();
    for token in words {
        let text = token.text;
        if let Shape::OneOf(allowed) = row.shape
            && !allowed.iter().any(|a| a.eq_ignore_ascii_case(text))
        {
            let message = format!("`{text}` is no {}; allowed: {}", row.word, allowed.join(", "));
            return Err(Problem::error(token.at, message));
        }
        let item = Item::read(text, system.is_some());
        let ends = |i: &Item| std::iter::once(&i.from).chain(&i.to).all(|end| begins_code(system, end));
        let Some(item) = item.filter(ends) else {
            let message = format!(
                "`{text}` is neither {sort}, nor the beginning of one, nor a range, nor a list above"
            );
            return Err(Problem::error(token.at, message));
        };
        if field == Field::Place && !ends_are_places(&item) {
            let message = format!("`{text}` is no place of service: those have two digits");
            return Err(Problem::error(token.at, message));
        }
        items.push(item);
    }
    Ok(Test::In(Values::new(items, system.is_some())))
}

/// Whether a value, or both ends of a range, is a place of service by its shape.
fn ends_are_places(item: &Item) -> bool {
    let two = |end: &str| end.len() == 2 && end.bytes().all(|b| b.is_ascii_digit());
    std::iter::once(&item.from).chain(&item.to).all(|end| two(end))
}

/// Whether a code may begin so.
fn begins_code(system: Option<CodeSystem>, text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric());
    let second_digit = text.as_bytes().get(1).is_none_or(u8::is_ascii_digit);
    match system {
        None => true,
        Some(CodeSystem::Icd10Cm) => {
            let letter = text.starts_with(|c: char| c.is_ascii_uppercase());
            // C4A, C7B: of letters only A and B stand third.
            let third = |b: &u8| b.is_ascii_digit() || matches!(b, b'A' | b'B');
            let plain = plain && text.as_bytes().get(2).is_none_or(third);
            let whole = text.len() < 3 || Code::new(CodeSystem::Icd10Cm, text).is_ok();
            plain && letter && second_digit && whole
        }
        Some(CodeSystem::Icd10Pcs) => plain && text.len() <= 7 && !text.contains(['I', 'O']),
        Some(_) => plain && text.len() <= 5 && second_digit,
    }
}
