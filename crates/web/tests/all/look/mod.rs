mod components;
mod components_browser;
#[path = "../../../examples/gallery/pages.rs"]
mod gallery;
mod lists_as_files;
mod pages_browser;
mod short_forms_browser;
mod steps_browser;
mod words;
