//! Writing the functions of the parser.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::rc::Rc;

use crate::Parser;
use crate::first::First;
use crate::grammar::{Expr, Leaves, Rule};
use crate::symbols::Symbols;

/// Writes the parser that begins with the first of `rules`.
pub(crate) fn parser(rules: &[Rc<Rule>]) -> Parser {
    let mut emitter = Emitter::default();
    if let Some(root) = rules.first() {
        emitter.request(Module::Nodes, root);
    }
    while let Some((module, rule)) = emitter.open.pop() {
        emitter.rule(module, &rule);
    }
    Parser {
        scan: emitter.module(Module::Scan),
        nodes: emitter.module(Module::Nodes),
    }
}

/// A generated module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Module {
    /// Its functions only match.
    Scan,
    /// Its functions also write nodes.
    Nodes,
}

/// Where code is written.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    module: Module,
    rule: &'a Rule,
}

impl Place<'_> {
    /// What comes before the name of a function of [`Module::Scan`].
    fn path_to_scan(self) -> &'static str {
        match self.module {
            Module::Nodes => "scan::",
            Module::Scan => "",
        }
    }
}

#[derive(Default)]
struct Emitter {
    /// The functions of each module, by their rule and their number in it.
    functions: BTreeMap<(Module, usize, usize), String>,
    requested: BTreeSet<(Module, usize)>,
    open: Vec<(Module, Rc<Rule>)>,
    /// The parts of a rule that have a function of their own.
    parts: BTreeMap<(Module, usize), Vec<Expr>>,
    /// The classes that have a name.
    classes: BTreeMap<usize, String>,
}

impl Emitter {
    fn module(&self, module: Module) -> String {
        let mut code = String::new();
        if module == Module::Scan {
            for class in self.classes.values() {
                code.push_str(class);
            }
        }
        for ((of, ..), function) in &self.functions {
            if *of == module {
                code.push_str(function);
            }
        }
        code
    }

    fn request(&mut self, module: Module, rule: &Rc<Rule>) {
        if self.requested.insert((module, rule.index)) {
            self.open.push((module, Rc::clone(rule)));
        }
    }

    /// Writes the function of a rule, and those of its parts.
    fn rule(&mut self, module: Module, rule: &Rule) {
        let place = Place { module, rule };
        let source = match rule.source.contains('\n') {
            true => format!("```text\n{}\n```", rule.source),
            false => format!("`{}`", rule.source),
        };
        self.function(place, 0, &source, &rule.expr);
    }

    /// The name of the function for a part of a rule.
    fn part(&mut self, place: Place<'_>, expr: &Expr) -> String {
        let key = (place.module, place.rule.index);
        let parts = self.parts.entry(key).or_default();
        let known = parts.iter().position(|part| part == expr);
        let index = known.unwrap_or(parts.len());
        if known.is_none() {
            parts.push(expr.clone());
            let text = format!("Part of `{}`: `{expr}`", place.rule.name);
            self.function(place, index + 1, &text, expr);
        }
        format!("{}_{}", function_name(&place.rule.name), index + 1)
    }

    fn function(&mut self, place: Place<'_>, number: usize, comment: &str, expr: &Expr) {
        let rule = place.rule;
        let whole = number == 0;
        let body = match (place.module, rule.leaves) {
            (Module::Nodes, Leaves::Node) if whole => self.node(place, expr),
            _ => self.body(place, expr, false),
        };
        let mut code = String::new();
        for line in comment.lines() {
            let _ = writeln!(code, "/// {line}");
        }
        let mut name = function_name(&rule.name);
        if !whole {
            let _ = write!(name, "_{number}");
        }
        let _ = match place.module {
            Module::Scan => {
                let result = result("&[u8]", expr);
                writeln!(code, "pub(super) fn {name}(rest: &[u8]) -> {result} {{")
            }
            Module::Nodes => {
                let result = result("&'t [u8]", expr);
                let parameters = "tree: &mut TreeBuilder, rest: &'t [u8]";
                let visible = if rule.index == 0 && whole {
                    "pub(super) "
                } else {
                    ""
                };
                writeln!(code, "{visible}fn {name}<'t>({parameters}) -> {result} {{")
            }
        };
        let _ = writeln!(code, "{body}\n}}\n");
        self.functions
            .insert((place.module, rule.index, number), code);
    }

    /// The statements that write the node of a rule.
    fn node(&mut self, place: Place<'_>, expr: &Expr) -> String {
        let kind = kind_name(&place.rule.name);
        // Most nodes begin with a keyword, and after it nothing fails. So nothing needs to be
        // removed if the keyword is scanned first.
        if let Expr::Sequence(parts) = expr
            && let [first, others @ ..] = parts.as_slice()
            && let Some(leaf) = leaf(first)
            && !first.is_total()
            && others.iter().all(Expr::is_total)
        {
            let scan = self.scan_call(place, first);
            let others = self.sequence(place, others);
            return format!(
                "let first = {scan}?;\n\
                 Some(tree.node(SyntaxKind::{kind}, rest, |tree| {{\n\
                 let rest = tree.leaf(SyntaxKind::{leaf}, rest, first);\n\
                 {others}\n}}))"
            );
        }
        let body = self.body(place, expr, true);
        let prefix = if expr.is_total() { "" } else { "try_" };
        format!("tree.{prefix}node(SyntaxKind::{kind}, rest, |tree| {{\n{body}\n}})")
    }

    /// The statements that match `expr`, where `rest` is the text. `undone` says that what they
    /// write is removed if they fail.
    fn body(&mut self, place: Place<'_>, expr: &Expr, undone: bool) -> String {
        match expr {
            Expr::Sequence(parts) if !parts.is_empty() => {
                let body = self.sequence(place, parts);
                let last_to_fail = parts.iter().rposition(|part| !part.is_total());
                let mut before = parts.iter().take(last_to_fail.unwrap_or(0));
                let must_undo = !undone && before.any(Expr::writes);
                match place.module == Module::Nodes && must_undo {
                    true => format!("tree.attempt(|tree| {{\n{body}\n}})"),
                    false => body,
                }
            }
            Expr::Choice(parts) => self.choice(place, expr, parts),
            Expr::Ahead(_) | Expr::NotAhead(_) => self.sequence(place, std::slice::from_ref(expr)),
            _ => self.call(place, expr),
        }
    }

    fn sequence(&mut self, place: Place<'_>, parts: &[Expr]) -> String {
        let is_total = parts.iter().all(Expr::is_total);
        let mut code = String::new();
        let mut rest = parts;
        while let [part, after @ ..] = rest {
            rest = after;
            if let Expr::Ahead(inner) | Expr::NotAhead(inner) = part {
                let positive = matches!(part, Expr::Ahead(_));
                code.push_str(&self.look(place, inner, positive));
                if rest.is_empty() {
                    code.push_str(if is_total { "rest" } else { "Some(rest)" });
                }
                continue;
            }
            let (call, fails) = match (part.class(), rest) {
                (Some(class), [Expr::Repeat(more), after @ ..]) if more.class() == Some(class) => {
                    rest = after;
                    (format!("run(rest, {})", self.predicate(place, part)), true)
                }
                _ => (self.call(place, part), !part.is_total()),
            };
            let _ = match (rest.is_empty(), fails) {
                (false, false) if call == "rest" => Ok(()),
                (false, true) => writeln!(code, "let rest = {call}?;"),
                (false, false) => writeln!(code, "let rest = {call};"),
                (true, false) if !is_total => write!(code, "Some({call})"),
                (true, _) => write!(code, "{call}"),
            };
        }
        code
    }

    /// The statement that returns unless `expr` is ahead, or unless it is not.
    fn look(&mut self, place: Place<'_>, expr: &Expr, positive: bool) -> String {
        if let Some(pattern) = pattern(expr) {
            let sign = if positive { "!" } else { "" };
            return format!("if {sign}matches!(rest, {pattern}) {{\nreturn None;\n}}\n");
        }
        let call = self.scan_call(place, expr);
        match positive {
            true => format!("{call}?;\n"),
            false => format!("if {call}.is_some() {{\nreturn None;\n}}\n"),
        }
    }

    /// Tries the alternatives that can begin with the next symbol.
    fn choice(&mut self, place: Place<'_>, choice: &Expr, parts: &[Expr]) -> String {
        let is_total = choice.is_total();
        let mut arms = arms(parts);
        // The most symbols need no pattern.
        arms.sort_by_key(|arm| arm.symbols.count());
        let Some(default) = arms.pop() else {
            return String::new();
        };
        arms.sort_by_key(|arm| arm.symbols.ranges());
        let mut code = String::new();
        for Arm { symbols, tried } in &arms {
            let is_byte = |part: &Expr| {
                let class = part.class();
                class.is_some_and(|class| class.contains(*symbols) && !class.has_wide())
            };
            let _ = match tried.as_slice() {
                [part] if is_byte(part) => writeln!(
                    code,
                    "[{}, rest @ ..] => {},",
                    symbols.byte_pattern(),
                    if is_total { "rest" } else { "Some(rest)" }
                ),
                tried => writeln!(
                    code,
                    "{} => {},",
                    symbols.text_pattern(),
                    self.chain(place, tried, is_total)
                ),
            };
        }
        let default = self.chain(place, &default.tried, is_total);
        match arms.is_empty() {
            true => default,
            false => format!("match rest {{\n{code}_ => {default},\n}}"),
        }
    }

    /// Tries one after the other.
    fn chain(&mut self, place: Place<'_>, parts: &[&Expr], is_total: bool) -> String {
        let Some((first, others)) = parts.split_first() else {
            return "None".to_owned();
        };
        let mut code = self.call(place, first);
        let mut found = first.is_total();
        for part in others {
            let call = self.call(place, part);
            found = part.is_total();
            let _ = match (found, call.as_str()) {
                (true, "rest") => write!(code, ".unwrap_or(rest)"),
                (true, _) => write!(code, ".unwrap_or_else(|| {call})"),
                (false, _) => write!(code, ".or_else(|| {call})"),
            };
        }
        match (found, is_total) {
            (true, false) => format!("Some({code})"),
            // One of them matches for sure with these symbols.
            (false, true) => format!("{code}.unwrap_or(rest)"),
            (true, true) | (false, false) => code,
        }
    }

    /// An expression for what is left of `rest` after `expr`: a text if it always matches, and
    /// otherwise an option.
    fn call(&mut self, place: Place<'_>, expr: &Expr) -> String {
        if place.module == Module::Scan || !expr.writes() {
            return self.scan_call(place, expr);
        }
        if let Some(kind) = leaf(expr) {
            let prefix = if expr.is_total() { "" } else { "try_" };
            let call = self.scan_call(place, expr);
            return format!("tree.{prefix}leaf(SyntaxKind::{kind}, rest, {call})");
        }
        match expr {
            Expr::Rule(rule) => {
                self.request(Module::Nodes, rule);
                format!("{}(tree, rest)", function_name(&rule.name))
            }
            Expr::Optional(inner) => format!("{}.unwrap_or(rest)", self.call(place, inner)),
            Expr::Repeat(inner) => {
                let call = self.call(place, inner);
                let each = match call.strip_suffix("(tree, rest)") {
                    Some(function) => function.to_owned(),
                    None => format!("|tree, rest| {call}"),
                };
                format!("tree.repeat(rest, {each})")
            }
            Expr::Sequence(_) | Expr::Choice(_) => {
                format!("{}(tree, rest)", self.part(place, expr))
            }
            Expr::Literal(_)
            | Expr::Class(_)
            | Expr::End
            | Expr::Ahead(_)
            | Expr::NotAhead(_)
            | Expr::Until(_) => self.scan_call(place, expr),
        }
    }

    /// As [`call`](Self::call), writing nothing to the tree.
    fn scan_call(&mut self, place: Place<'_>, expr: &Expr) -> String {
        if let Some(class) = expr.class() {
            return self.class_call(place, expr, class);
        }
        match expr {
            Expr::Class(class) => self.class_call(place, expr, *class),
            Expr::Literal(text) => {
                format!("rest.strip_prefix(b\"{}\")", text.as_bytes().escape_ascii())
            }
            Expr::End => "end(rest)".to_owned(),
            Expr::Until(texts) => {
                let patterns: Vec<String> = texts.iter().map(|text| text_pattern(text)).collect();
                let patterns = patterns.join(" | ");
                format!("until(rest, |rest| matches!(rest, {patterns}))")
            }
            Expr::Rule(rule) if is_simple(&rule.expr) => self.scan_call(place, &rule.expr),
            Expr::Rule(rule) => {
                self.request(Module::Scan, rule);
                let path = place.path_to_scan();
                format!("{path}{}(rest)", function_name(&rule.name))
            }
            Expr::Optional(inner) => format!("{}.unwrap_or(rest)", self.scan_call(place, inner)),
            Expr::Repeat(inner) => {
                if inner.class().is_some() {
                    return format!("skip(rest, {})", self.predicate(place, inner));
                }
                let call = self.scan_call(place, inner);
                let each = match call.strip_suffix("(rest)") {
                    Some(function) => function.to_owned(),
                    None => format!("|rest| {call}"),
                };
                format!("repeat(rest, {each})")
            }
            Expr::Sequence(parts) if parts.is_empty() => "rest".to_owned(),
            Expr::Sequence(_) | Expr::Choice(_) | Expr::Ahead(_) | Expr::NotAhead(_) => {
                let scan = Place {
                    module: Module::Scan,
                    ..place
                };
                let path = place.path_to_scan();
                format!("{path}{}(rest)", self.part(scan, expr))
            }
        }
    }

    fn class_call(&mut self, place: Place<'_>, expr: &Expr, class: Symbols) -> String {
        if let [(from, to)] = class.ranges().as_slice()
            && from == to
        {
            return format!("rest.strip_prefix(b\"{}\")", from.escape_ascii());
        }
        let function = if class.has_wide() {
            "character"
        } else {
            "byte"
        };
        format!("{function}(rest, {})", self.predicate(place, expr))
    }

    /// A function from a byte to whether a class has it.
    fn predicate(&mut self, place: Place<'_>, expr: &Expr) -> String {
        let class = expr.class().unwrap_or(Symbols::NONE);
        match expr {
            Expr::Rule(rule) => {
                let name = format!("is_{}", function_name(&rule.name));
                self.classes.entry(rule.index).or_insert_with(|| {
                    format!(
                        "/// `{}`\npub(super) fn {name}(byte: u8) -> bool {{\nmatches!(byte, {})\n}}\n\n",
                        rule.source,
                        class.byte_pattern()
                    )
                });
                format!("{}{name}", place.path_to_scan())
            }
            _ if class == Symbols::BYTES => "|_| true".to_owned(),
            _ if class == Symbols::of(b'0'..=b'9') => "|byte| byte.is_ascii_digit()".to_owned(),
            _ => format!("|byte| matches!(byte, {})", class.byte_pattern()),
        }
    }
}

/// What is tried where one of some symbols comes next.
struct Arm<'a> {
    symbols: Symbols,
    /// The alternatives that can match, in their order, up to one that matches for sure.
    tried: Vec<&'a Expr>,
}

/// Divides all symbols by the alternatives that they leave.
fn arms(parts: &[Expr]) -> Vec<Arm<'_>> {
    let mut arms: Vec<(Vec<usize>, Symbols)> = Vec::new();
    let firsts: Vec<First> = parts.iter().map(Expr::first).collect();
    for symbol in Symbols::each() {
        let mut tried = Vec::new();
        for (index, first) in firsts.iter().enumerate() {
            if first.can().contains(symbol) {
                tried.push(index);
            }
            if first.surely.contains(symbol) {
                break;
            }
        }
        match arms.iter_mut().find(|(known, _)| *known == tried) {
            Some((_, symbols)) => *symbols = symbols.or(symbol),
            None => arms.push((tried, symbol)),
        }
    }
    let arms = arms.into_iter();
    arms.map(|(tried, symbols)| Arm {
        symbols,
        tried: tried.iter().filter_map(|index| parts.get(*index)).collect(),
    })
    .collect()
}

/// Whether a rule needs no function, because its code is as short as a call.
fn is_simple(expr: &Expr) -> bool {
    match expr {
        Expr::Sequence(parts) => parts.is_empty(),
        Expr::Class(class) => class.count() == 1,
        Expr::Literal(_) | Expr::End => true,
        _ => false,
    }
}

/// A pattern for the texts in which `expr` is next, if there is a short one.
fn pattern(expr: &Expr) -> Option<String> {
    let parts = match expr {
        Expr::Choice(parts) => parts.as_slice(),
        expr => std::slice::from_ref(expr),
    };
    let mut symbols = Symbols::NONE;
    let mut patterns = Vec::new();
    for part in parts {
        match part {
            Expr::Class(class) => symbols = symbols.or(*class),
            Expr::End => symbols = symbols.or(Symbols::END),
            Expr::Literal(text) => patterns.push(text_pattern(text)),
            _ => return None,
        }
    }
    if !symbols.is_empty() {
        patterns.insert(0, symbols.text_pattern());
    }
    Some(patterns.join(" | "))
}

/// A pattern for a text that begins with `prefix`.
fn text_pattern(prefix: &str) -> String {
    let bytes = prefix
        .bytes()
        .map(|byte| Symbols::of([byte]).byte_pattern());
    format!("[{}, ..]", bytes.collect::<Vec<_>>().join(", "))
}

fn result(text: &str, expr: &Expr) -> String {
    match expr.is_total() {
        true => text.to_owned(),
        false => format!("Option<{text}>"),
    }
}

/// The name of a rule's function.
fn function_name(rule: &str) -> String {
    match is_keyword(rule) {
        true => format!("keyword_{}", rule.to_ascii_lowercase()),
        false => rule.to_owned(),
    }
}

/// The kind of a rule's node.
fn kind_name(rule: &str) -> String {
    if is_keyword(rule) {
        return "Keyword".to_owned();
    }
    let words = rule.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    words.collect()
}

/// The kind of the leaf that `expr` writes, whichever rule it is, if it writes one leaf.
fn leaf(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Rule(rule) if rule.is_leaf() => Some(kind_name(&rule.name)),
        Expr::Rule(rule) if rule.leaves == Leaves::Parts => leaf(&rule.expr),
        Expr::Choice(parts) => {
            let (first, others) = parts.split_first()?;
            let kind = leaf(first)?;
            let same = others.iter().all(|part| leaf(part).as_ref() == Some(&kind));
            same.then_some(kind)
        }
        _ => None,
    }
}

/// Whether a rule is that of a keyword: its name is in capital letters.
fn is_keyword(rule: &str) -> bool {
    !rule.bytes().any(|byte| byte.is_ascii_lowercase())
}
