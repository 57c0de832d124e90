//! A web page: one file with its own style sheet, fit to read, to print and to be read aloud.
//!
//! The whole page comes from a template, so a county can lay it out anew. Everything that people wrote is escaped by
//! the engine; a template must not mark text as safe.

use minijinja::context;
use minijinja::value::Serde;

use super::document::{Block, Document};
use super::error::RenderError;
use super::frame::environment;
use super::prepare::{self, prepare, signature_lines};

/// The built-in template, which a county may copy and edit.
pub const TEMPLATE: &str = include_str!("templates/document.html");

/// Makes a web page of a tree, by the county's own template or the built-in one.
///
/// A template is given `document` (the tree's fields), `blocks` (all parts' blocks in order, as in the tree's JSON,
/// signatures already set out as tables), `foot` and `created`.
///
/// # Errors
/// [`RenderError::Template`] where the county's template is not well formed or asks for what is not there.
pub fn render(document: &Document, template: Option<&str>) -> Result<String, RenderError> {
    let document = prepare(document);
    let blocks: Vec<Block> = prepare::blocks(&document).map(laid_out).collect();
    let mut environment = environment().map_err(|error| refused(&error))?;
    // The name's ending is what turns escaping on.
    environment.add_template("document.html", template.unwrap_or(TEMPLATE)).map_err(|error| refused(&error))?;
    environment
        .get_template("document.html")
        .and_then(|template| {
            template.render(context! {
                document => Serde(&document),
                blocks => Serde(&blocks),
                foot => document.foot(),
                created => document.created.format("%-d %B %Y").to_string(),
            })
        })
        .map_err(|error| refused(&error))
}

/// Sets a signature out as a table, which is all that a template needs to know of it.
fn laid_out(block: &Block) -> Block {
    match block {
        Block::Signature(signature) => Block::Together {
            blocks: vec![Block::text(&signature.statement), Block::Table(signature_lines(signature, ""))],
        },
        Block::Together { blocks } => Block::Together { blocks: blocks.iter().map(laid_out).collect() },
        Block::Callout(callout) => {
            let mut callout = callout.clone();
            callout.blocks = callout.blocks.iter().map(laid_out).collect();
            Block::Callout(callout)
        }
        Block::Table(table) => {
            let mut table = table.clone();
            for cell in table.rows.iter_mut().flatten() {
                cell.blocks = cell.blocks.iter().map(laid_out).collect();
            }
            Block::Table(table)
        }
        other => other.clone(),
    }
}

fn refused(error: &minijinja::Error) -> RenderError {
    RenderError::Template { format: "HTML", reason: error.to_string() }
}
