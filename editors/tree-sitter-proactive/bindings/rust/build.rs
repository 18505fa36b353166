//! Compiles the generated parser.

fn main() {
    let folder = std::path::Path::new("src");
    let parser = folder.join("parser.c");
    cc::Build::new()
        .std("c11")
        .include(folder)
        .flag_if_supported("-Wno-unused-parameter")
        .file(&parser)
        .compile("tree-sitter-proactive");
    println!("cargo::rerun-if-changed={}", parser.display());
}
