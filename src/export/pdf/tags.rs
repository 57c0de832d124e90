//! What each text is, for readers that speak the paper aloud or lay it out anew: the tree of tags, and the outline.

use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// A node of the tree, by its place among all.
pub(super) type NodeId = usize;

/// The root, under which everything stands.
pub(super) const ROOT: NodeId = 0;

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Root,
    Title,
    /// A heading of a depth from 1 on, and its words.
    Heading(u16, String),
    Paragraph,
    Quotation,
    /// A box that stands out.
    Box,
    Bullets,
    /// Labels and their values.
    Fields,
    Item,
    /// A bullet's dot or a field's label.
    Label,
    ItemBody,
    Table,
    Caption,
    TableHead,
    TableBody,
    Row,
    ColumnHeading,
    RowHeading,
    Cell,
}

/// All nodes, in the order in which they are read.
pub(super) struct Tags {
    nodes: Vec<TagNode>,
}

struct TagNode {
    role: Role,
    children: Vec<Child>,
}

#[derive(Clone, Copy)]
enum Child {
    Node(NodeId),
    Text(Identifier),
}

impl Tags {
    pub(super) fn new() -> Self {
        Self { nodes: vec![TagNode { role: Role::Root, children: Vec::new() }] }
    }

    /// Adds a node below another, behind what is there.
    pub(super) fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(TagNode { role, children: Vec::new() });
        self.nodes[parent].children.push(Child::Node(id));
        id
    }

    /// Gives a node a text that has been drawn.
    pub(super) fn say(&mut self, node: NodeId, text: Identifier) {
        self.nodes[node].children.push(Child::Text(text));
    }

    /// Gives the nodes in the order in which they are read.
    #[cfg(test)]
    pub(super) fn read(&self) -> Vec<(NodeId, &Role)> {
        fn walk<'a>(tags: &'a Tags, node: NodeId, out: &mut Vec<(NodeId, &'a Role)>) {
            for child in &tags.nodes[node].children {
                if let Child::Node(child) = child {
                    out.push((*child, &tags.nodes[*child].role));
                    walk(tags, *child, out);
                }
            }
        }
        let mut out = Vec::new();
        walk(self, ROOT, &mut out);
        out
    }

    pub(super) fn tree(&self, language: &str) -> TagTree {
        TagTree::from(self.children(ROOT)).with_lang(Some(language.to_owned()))
    }

    fn children(&self, node: NodeId) -> Vec<Node> {
        let child = |child: &Child| match child {
            Child::Text(text) => Node::Leaf(*text),
            Child::Node(node) => {
                Node::Group(TagGroup::with_children(self.nodes[*node].role.kind(), self.children(*node)))
            }
        };
        self.nodes[node].children.iter().map(child).collect()
    }
}

impl Role {
    fn kind(&self) -> TagKind {
        match self {
            Self::Root | Self::Box => Tag::Div.into(),
            Self::Title => Tag::Title.into(),
            Self::Heading(level, words) => {
                Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(words.clone())).into()
            }
            Self::Paragraph => Tag::P.into(),
            Self::Quotation => Tag::BlockQuote.into(),
            Self::Bullets => Tag::L(ListNumbering::Disc).into(),
            Self::Fields => Tag::L(ListNumbering::None).into(),
            Self::Item => Tag::LI.into(),
            Self::Label => Tag::Lbl.into(),
            Self::ItemBody => Tag::LBody.into(),
            Self::Table => Tag::Table.into(),
            Self::Caption => Tag::Caption.into(),
            Self::TableHead => Tag::THead.into(),
            Self::TableBody => Tag::TBody.into(),
            Self::Row => Tag::TR.into(),
            Self::ColumnHeading => Tag::TH(TableHeaderScope::Column).into(),
            Self::RowHeading => Tag::TH(TableHeaderScope::Row).into(),
            Self::Cell => Tag::TD.into(),
        }
    }
}

/// A heading as the outline shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its depth, from 1 on; none is skipped on the way down.
    pub(super) level: u16,
    pub(super) text: String,
}

/// Makes the outline of headings and where they stand.
pub(super) fn outline(entries: Vec<(Entry, XyzDestination)>) -> Outline {
    let mut outline = Outline::new();
    // The nodes that are still open, from the outermost inwards.
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    for (entry, destination) in entries {
        close(&mut open, entry.level, &mut outline);
        open.push((entry.level, OutlineNode::new(entry.text, destination).with_open(entry.level > 1)));
    }
    close(&mut open, 0, &mut outline);
    outline
}

/// Closes every node that is not above a level.
fn close(open: &mut Vec<(u16, OutlineNode)>, level: u16, outline: &mut Outline) {
    while open.last().is_some_and(|(last, _)| *last >= level) {
        let Some((_, node)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => parent.push_child(node),
            None => outline.push_child(node),
        }
    }
}
