//! The frame of the plain formats: a small template around a body that is written without one.
//!
//! How a line of Markdown or of plain text must be escaped, wrapped and indented depends on what stands around it,
//! which a template cannot see; so the body is written by hand, and a county edits what stands around the body.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior, context};

use super::document::Document;
use super::error::RenderError;

/// What a frame's template is given, beside the tree's own lines.
pub(super) struct Frame<'a> {
    /// "Markdown" or "text".
    pub(super) format: &'static str,
    pub(super) template: &'a str,
    /// The lines under the title, written out.
    pub(super) reference: &'a str,
    /// Everything else, written out.
    pub(super) body: &'a str,
    /// Makes a line of the tree fit for the format.
    pub(super) escape: fn(&str) -> String,
}

/// Gives an engine that refuses what is not there, and leaves no empty line where a tag stood.
pub(super) fn environment<'a>() -> Result<Environment<'a>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    environment.set_syntax(syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?);
    Ok(environment)
}

/// Fills a frame. `centre` is a filter that sets a line in the middle of 80 columns, `underline` one that rules it.
pub(super) fn fill(document: &Document, frame: &Frame<'_>) -> Result<String, RenderError> {
    let refused = |error: minijinja::Error| RenderError::Template { format: frame.format, reason: error.to_string() };
    let mut environment = environment().map_err(refused)?;
    environment.add_filter("centre", |line: String| super::text::centre(&line));
    environment.add_filter("underline", |line: String| super::text::underline(&line));
    environment.add_template("frame", frame.template).map_err(refused)?;
    let line = frame.escape;
    environment
        .get_template("frame")
        .and_then(|template| {
            template.render(context! {
                title => line(&document.title),
                subject => line(&document.subject),
                status => line(&document.status),
                marking => line(&document.marking),
                header_left => line(&document.header_left),
                header_right => line(&document.header_right),
                author => line(&document.author),
                created => document.created.format("%-d %B %Y").to_string(),
                reference => frame.reference,
                body => frame.body,
            })
        })
        .map_err(refused)
}
