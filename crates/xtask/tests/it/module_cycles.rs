//! The files of a crate do not depend on each other in large cycles.
//!
//! Two files may depend on each other: a type and its largest method, a parent and its child. Three or
//! more can only be understood together, so no strongly connected component of the files of a crate
//! has more than two.
//!
//! A file depends on another if it names an item that is defined there, in an import or elsewhere.
//! Names are resolved like the compiler does, with these decisions:
//!
//! - A declaration `mod x;` is no dependency. Otherwise every parent would depend on its children.
//! - Re-exports are followed to the file that defines the item. So a parent that only re-exports its
//!   children is never part of a cycle, even if everyone imports from it. A `pub use` is a dependency
//!   only if the file also uses the name.
//! - An import of a module is no dependency, but items named through it are.
//! - Method calls are ignored, because they do not say where the method is defined. So is code under
//!   `#[cfg(test)]`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::visit::Visit;
use xtask::project;

use crate::rust_source;

/// The most files that may depend on each other.
const MAX_FILES: usize = 2;

/// The longest chain of imports that is followed.
const MAX_IMPORTS: usize = 16;

/// A module of a crate.
#[derive(Debug, Default)]
struct Module {
    /// The names of the modules from the root of the crate.
    path: Vec<String>,
    /// The file that holds it.
    file: String,
    /// The names of the items that it defines, apart from modules.
    items: BTreeSet<String>,
    imports: Vec<Import>,
    /// The paths that occur in it outside imports.
    paths: Vec<Vec<String>>,
}

#[derive(Debug)]
struct Import {
    /// The name that it introduces. `None` for `*`.
    name: Option<String>,
    path: Vec<String>,
    is_public: bool,
}

/// What a path refers to.
enum Target<'c> {
    /// A module.
    Module(&'c Module),
    /// An item that is defined in this module.
    Item(&'c Module),
}

/// The modules of a crate by their paths.
struct Crate(BTreeMap<Vec<String>, Module>);

impl Crate {
    /// Reads the modules of a crate, starting at its root file.
    fn read(root: &Path) -> Self {
        let mut modules = Self(BTreeMap::new());
        modules.read_file(root, root, Vec::new());
        modules
    }

    fn read_file(&mut self, root: &Path, file: &Path, path: Vec<String>) {
        let text = project::read(file).expect("a file of the project");
        let parsed = syn::parse_file(&text).expect("a file that compiles");
        let folder = file.parent().expect("a folder");
        let stem = file.file_stem().and_then(|it| it.to_str()).expect("a name");
        let children = match stem == "mod" || file == root {
            true => folder.to_path_buf(),
            false => folder.join(stem),
        };
        self.read_items(root, file, &children, path, parsed.items);
    }

    fn read_items(
        &mut self,
        root: &Path,
        file: &Path,
        children: &Path,
        path: Vec<String>,
        items: Vec<syn::Item>,
    ) {
        let mut reader = Reader::default();
        for item in items {
            if is_for_tests(attributes(&item)) {
                continue;
            }
            let syn::Item::Mod(module) = item else {
                reader.module.items.extend(name_of(&item));
                reader.visit_item(&item);
                continue;
            };
            let name = module.ident.to_string();
            let mut child = path.clone();
            child.push(name.clone());
            match module.content {
                Some((_, items)) => {
                    self.read_items(root, file, &children.join(&name), child, items);
                }
                None => self.read_file(root, &file_of(children, &name), child),
            }
        }
        let name = file.strip_prefix(project::root()).unwrap_or(file);
        let module = Module {
            path: path.clone(),
            file: name.to_str().expect("UTF-8").replace('\\', "/"),
            ..reader.module
        };
        self.0.insert(path, module);
    }

    /// Resolves a path that occurs in `module`. Returns `None` if it leads out of the crate.
    fn resolve(&self, module: &Module, path: &[String], imports_left: usize) -> Option<Target<'_>> {
        let (first, mut rest) = path.split_first()?;
        let mut at = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.path.clone(),
            "super" => module.path.split_last()?.1.to_vec(),
            _ => {
                rest = path;
                module.path.clone()
            }
        };
        while let [name, more @ ..] = rest
            && name == "super"
        {
            at.pop()?;
            rest = more;
        }
        let mut module = self.0.get(&at)?;
        while let [name, more @ ..] = rest {
            match self.member(module, name, imports_left)? {
                Target::Module(inner) => module = inner,
                item @ Target::Item(_) => return Some(item),
            }
            rest = more;
        }
        Some(Target::Module(module))
    }

    /// Resolves a name in a module.
    fn member(&self, module: &Module, name: &str, imports_left: usize) -> Option<Target<'_>> {
        let mut child = module.path.clone();
        child.push(name.to_owned());
        if let Some(child) = self.0.get(&child) {
            return Some(Target::Module(child));
        }
        if module.items.contains(name) {
            return self.0.get(&module.path).map(Target::Item);
        }
        let imports_left = imports_left.checked_sub(1)?;
        let imports = module.imports.iter();
        imports
            .clone()
            .filter(|import| import.name.as_deref() == Some(name))
            .find_map(|import| self.resolve(module, &import.path, imports_left))
            .or_else(|| {
                let mut globs = imports.filter(|import| import.name.is_none());
                globs.find_map(
                    |glob| match self.resolve(module, &glob.path, imports_left)? {
                        Target::Module(from) if from.path != module.path => {
                            self.member(from, name, imports_left)
                        }
                        Target::Module(_) | Target::Item(_) => None,
                    },
                )
            })
    }

    /// Returns for each file the files that it depends on, each with a path that shows it.
    fn uses(&self) -> BTreeMap<&str, BTreeMap<&str, String>> {
        let mut uses: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
        for module in self.0.values() {
            let of_file = uses.entry(&module.file).or_default();
            let private = module.imports.iter().filter(|import| !import.is_public);
            let imported = private.map(|import| &import.path);
            for path in imported.chain(&module.paths) {
                if let Some(Target::Item(target)) = self.resolve(module, path, MAX_IMPORTS)
                    && target.file != module.file
                {
                    let name = || path.join("::");
                    of_file.entry(&target.file).or_insert_with(name);
                }
            }
        }
        uses
    }
}

/// Collects the items, imports and paths of a module.
#[derive(Default)]
struct Reader {
    module: Module,
}

impl Reader {
    fn import(&mut self, tree: &syn::UseTree, path: &[String], is_public: bool) {
        let (name, last) = match tree {
            syn::UseTree::Path(it) => {
                let mut path = path.to_vec();
                path.push(it.ident.to_string());
                return self.import(&it.tree, &path, is_public);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, path, is_public);
                }
                return;
            }
            syn::UseTree::Name(it) => (Some(&it.ident), Some(&it.ident)),
            syn::UseTree::Rename(it) => (Some(&it.rename), Some(&it.ident)),
            syn::UseTree::Glob(_) => (None, None),
        };
        let mut path = path.to_vec();
        let mut name = name.map(ToString::to_string);
        match last.map(ToString::to_string) {
            // `a::{self}` is `a`.
            Some(last) if last == "self" => {
                if name.as_deref() == Some("self") {
                    name = path.last().cloned();
                }
            }
            last => path.extend(last),
        }
        self.module.imports.push(Import {
            name,
            path,
            is_public,
        });
    }
}

impl Visit<'_> for Reader {
    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        let is_public = !matches!(item.vis, syn::Visibility::Inherited);
        self.import(&item.tree, &[], is_public);
    }

    fn visit_path(&mut self, path: &syn::Path) {
        if path.leading_colon.is_none() {
            let segments = path.segments.iter();
            let path = segments.map(|it| it.ident.to_string()).collect();
            self.module.paths.push(path);
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &syn::Macro) {
        for path in rust_source::paths(&rust_source::code_of(&item.tokens.to_string())) {
            let path = path.split("::").map(str::to_owned).collect();
            self.module.paths.push(path);
        }
        syn::visit::visit_macro(self, item);
    }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(it) => &it.attrs,
        syn::Item::Enum(it) => &it.attrs,
        syn::Item::Fn(it) => &it.attrs,
        syn::Item::Impl(it) => &it.attrs,
        syn::Item::Macro(it) => &it.attrs,
        syn::Item::Mod(it) => &it.attrs,
        syn::Item::Static(it) => &it.attrs,
        syn::Item::Struct(it) => &it.attrs,
        syn::Item::Trait(it) => &it.attrs,
        syn::Item::Type(it) => &it.attrs,
        syn::Item::Use(it) => &it.attrs,
        _ => &[],
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|it| it.is_ident("test"))
    })
}

/// Returns the name that an item defines. `None` for imports and implementations.
fn name_of(item: &syn::Item) -> Option<String> {
    let ident = match item {
        syn::Item::Const(it) => &it.ident,
        syn::Item::Enum(it) => &it.ident,
        syn::Item::Fn(it) => &it.sig.ident,
        syn::Item::Macro(it) => it.ident.as_ref()?,
        syn::Item::Static(it) => &it.ident,
        syn::Item::Struct(it) => &it.ident,
        syn::Item::Trait(it) => &it.ident,
        syn::Item::Type(it) => &it.ident,
        syn::Item::Union(it) => &it.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// Returns the file of a module that is declared as `mod name;`.
fn file_of(folder: &Path, name: &str) -> PathBuf {
    let file = folder.join(format!("{name}.rs"));
    match file.exists() {
        true => file,
        false => folder.join(name).join("mod.rs"),
    }
}

/// Returns the files that a file depends on, directly or through others.
fn reach<'c>(
    uses: &BTreeMap<&'c str, BTreeMap<&'c str, String>>,
    from: &'c str,
) -> BTreeSet<&'c str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        for used in uses.get(file).into_iter().flat_map(BTreeMap::keys) {
            if reached.insert(*used) {
                open.push(used);
            }
        }
    }
    reached
}

/// Describes the cycles of more than [`MAX_FILES`] files.
fn cycles(modules: &Crate) -> Vec<String> {
    let uses = modules.uses();
    let reached: BTreeMap<&str, BTreeSet<&str>> = uses
        .keys()
        .map(|file| (*file, reach(&uses, file)))
        .collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (file, reach) in &reached {
        let cycle: BTreeSet<&str> = reach
            .iter()
            .copied()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(file)))
            .collect();
        if cycle.len() <= MAX_FILES || !seen.insert(cycle.clone()) {
            continue;
        }
        let mut lines = vec![format!("{} files depend on each other:", cycle.len())];
        for file in &cycle {
            for (used, name) in uses.get(file).into_iter().flatten() {
                if cycle.contains(used) {
                    lines.push(format!("  {file} uses {used}: {name}"));
                }
            }
        }
        found.push(lines.join("\n"));
    }
    found
}

#[test]
fn no_large_cycles_of_files() {
    let mut found = Vec::new();
    let crates = std::fs::read_dir(project::root().join("crates")).expect("the crates");
    for folder in crates {
        let source = folder.expect("a crate").path().join("src");
        for root in ["lib.rs", "main.rs"] {
            let root = source.join(root);
            if root.exists() {
                found.extend(cycles(&Crate::read(&root)));
            }
        }
    }
    found.sort();
    assert!(found.is_empty(), "\n{}", found.join("\n\n"));
}

/// Writes the files of a crate and returns its cycles.
fn cycles_of(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }
    cycles(&Crate::read(&folder.path().join("lib.rs")))
}

#[test]
fn a_cycle_through_a_re_export_is_found() {
    let found = cycles_of(&[
        ("lib.rs", "mod a; mod b; mod c; pub use a::*;"),
        (
            "a.rs",
            "use crate::b::{self, B as Other}; pub struct A(Other);",
        ),
        (
            "b.rs",
            "pub struct B; fn f() { println!(\"{}\", crate::c::C) }",
        ),
        (
            "c.rs",
            "pub const C: u8 = 1; pub fn g() -> super::A { loop {} }",
        ),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("3 files"), "{found:?}");
}

#[test]
fn a_parent_that_re_exports_its_children_is_no_cycle() {
    let found = cycles_of(&[
        ("lib.rs", "mod parent;"),
        (
            "parent.rs",
            "mod data; mod first; mod second; pub use data::Data; pub use first::f;",
        ),
        ("parent/data.rs", "pub struct Data;"),
        (
            "parent/first.rs",
            "use super::Data; pub fn f(_: Data) { super::second::g() }",
        ),
        (
            "parent/second.rs",
            "use crate::parent::Data; pub fn g() { let _ = Data; }",
        ),
    ]);
    assert!(found.is_empty(), "{found:?}");
}
