//! Where each text belongs on disk, and how a text that an earlier run left comes back.
//!
//! A field's address is `MEETING|ITEM|WHAT`, in which WHAT says the text field, or the form and the field in it: it is
//! all that is needed to put the cursor back. What belongs to no meeting leaves the first two empty.

use std::collections::BTreeSet;

use super::capture_line::{CaptureLine, opened_with};
use super::effect::Effect;
use super::form::Form;
use super::prompt::Purpose;
use super::writing::{Target, Writing};
use super::{Overlay, Place, Ui};
use crate::model::id::{Address, EntryId, ItemId, MeetingId};
use crate::model::meeting::Meeting;
use crate::model::said::{Mode, Whose};
use crate::session::{Draft, Recovered, Shown};

/// The address of the text field's draft.
#[must_use]
pub fn writing_field(place: Place<'_>, writing: &Writing) -> String {
    let what = match &writing.target {
        Target::Update { seat, mode: Mode::Spoken } => format!("update {seat}"),
        Target::Update { seat, mode: Mode::Written } => format!("written {seat}"),
        Target::Note => "note".to_owned(),
        Target::View(Whose::Child) => "child".to_owned(),
        Target::View(Whose::Parent) => "parent".to_owned(),
    };
    let edit = writing.replaces.as_ref().map_or_else(String::new, |entry| format!(" over {entry}"));
    field(place, &format!("{what}{edit}"))
}

/// The address of the capture line's draft: each kind of line waits for the key that it was opened with.
#[must_use]
pub fn capture_field(place: Place<'_>, line: &CaptureLine) -> String {
    field(place, format!("capture {}", line.kind()).trim_end())
}

/// The address of a form's field; `form` is the form's key.
fn form_field(place: Option<Place<'_>>, form: &str, label: &str) -> String {
    match place {
        Some(place) => field(place, &format!("form {form} {label}")),
        None => format!("||form {form} {label}"),
    }
}

/// The form's key and the field's label in the address of a form's field.
pub(super) fn form_of(what: &str) -> Option<(&str, &str)> {
    what.strip_prefix("form ")?.split_once(' ')
}

/// The one thing that a person was typing, of which a form's fields are parts.
fn thing(field: &str) -> &str {
    match field.split_once("|form ").and_then(|(_, form)| form.split_once(' ')) {
        Some((_, label)) => field.strip_suffix(label).unwrap_or(field),
        None => field,
    }
}

/// The address of the answer to a question.
#[must_use]
pub fn answer_field(place: Place<'_>, purpose: &Purpose) -> String {
    let (what, of) = match purpose {
        Purpose::Substitute(seat) => ("substitute", seat.to_string()),
        Purpose::CameAt(seat) => ("came", seat.to_string()),
        Purpose::LeftAt(seat) => ("left", seat.to_string()),
        Purpose::Seat(own) => ("seat", own.to_string()),
        Purpose::ChairItem => ("chair", String::new()),
        Purpose::Done(action) => ("done", action.clone()),
        Purpose::Carry(action) => ("carry", action.clone()),
        Purpose::NotDone(action, false) => ("not-done", action.clone()),
        Purpose::NotDone(action, true) => ("not-done-by-agency", action.clone()),
        Purpose::LateItem => ("late", String::new()),
        Purpose::Filter => ("filter", String::new()),
    };
    field(place, &format!("answer {what} {of}"))
}

fn field(place: Place<'_>, what: &str) -> String {
    format!("{}|{}|{what}", place.meeting.id, place.item.id())
}

/// Where a draft belongs, read from its address.
pub(super) struct Home<'a> {
    pub(super) meeting: MeetingId,
    item: ItemId,
    pub(super) what: &'a str,
}

pub(super) fn home(field: &str) -> Option<Home<'_>> {
    let mut parts = field.splitn(3, '|');
    let (meeting, item, what) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Home { meeting: MeetingId::new(meeting), item: ItemId::new(item), what })
}

/// The text field that an address speaks of.
pub(super) fn target(what: &str) -> Option<(Target, Option<EntryId>)> {
    let (what, entry) = match what.split_once(" over ") {
        Some((what, entry)) => (what, Some(EntryId::new(entry))),
        None => (what, None),
    };
    let target = match what.split_once(' ') {
        Some(("update", seat)) => Target::Update { seat: Address::new(seat), mode: Mode::Spoken },
        Some(("written", seat)) => Target::Update { seat: Address::new(seat), mode: Mode::Written },
        None if what == "note" => Target::Note,
        None if what == "child" => Target::View(Whose::Child),
        None if what == "parent" => Target::View(Whose::Parent),
        _ => return None,
    };
    Some((target, entry))
}

/// Whether an address is a text field's, which closes only when its text is recorded, discarded or passed on; a form and
/// the capture line keep theirs.
#[must_use]
pub fn is_written(field: &str) -> bool {
    home(field).is_some_and(|home| target(home.what).is_some())
}

/// The text that was being typed when the program was cut off: a field that was closed before says nothing of that.
pub(super) fn cut_off(shown: &Shown) -> Option<&Recovered> {
    shown.recovered.iter().filter(|recovered| !recovered.left).max_by_key(|recovered| recovered.at)
}

/// Everything unfinished that an earlier run left.
fn things(shown: &Shown) -> BTreeSet<&str> {
    shown.recovered.iter().map(|recovered| thing(&recovered.draft.field)).collect()
}

/// What is said of unfinished texts that are not opened.
fn waiting(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " One unfinished text waits in its field.".to_owned(),
        many => format!(" {many} unfinished texts wait in their fields."),
    }
}

impl Ui {
    /// Everything that is being typed now, each with its address.
    #[must_use]
    pub fn drafts(&self, shown: &Shown) -> Vec<Draft> {
        let place = self.place(shown);
        let mut drafts = Vec::new();
        if let (Some(place), Some(live)) = (place, &self.live) {
            if let Some(writing) = &live.writing {
                drafts.push(Draft {
                    field: writing_field(place, writing),
                    base: writing.replaces.clone(),
                    text: writing.editor.text(),
                    cursor: writing.editor.cursor(),
                });
            }
            let editor = &live.capture.editor;
            if live.capture.is_open() {
                // What a key begins the line with is not worth keeping, and would stand in another key's way.
                let text = if live.capture.is_untouched() { String::new() } else { editor.text() };
                let field = capture_field(place, &live.capture);
                drafts.push(Draft { field, base: None, text, cursor: editor.cursor() });
            }
        }
        if let Some(form) = self.form_in_hand() {
            let (key, base) = (form.kind.key(), form.kind.base());
            drafts.extend(form.drafted().map(|(label, text, cursor)| Draft {
                field: form_field(place, &key, label),
                base: base.cloned(),
                text: text.to_owned(),
                cursor,
            }));
        }
        if let (Some(place), Some(prompt)) = (place, &self.prompt)
            && prompt.is_answered()
        {
            let (field, text) = (answer_field(place, &prompt.purpose), prompt.editor.text());
            drafts.push(Draft { field, base: None, text, cursor: prompt.editor.cursor() });
        }
        drafts
    }

    /// The form that is being filled in, also while a question lies over it.
    fn form_in_hand(&self) -> Option<&Form> {
        match &self.overlay {
            Some(Overlay::Form(form)) => Some(form),
            Some(Overlay::WrongChild(waiting)) => waiting.form.as_deref(),
            Some(Overlay::Conflict(conflict)) => conflict.form(),
            _ => None,
        }
    }

    /// The addresses of the fields of the form on top, those that hold a draft first: what is recorded goes under the
    /// first one's identity.
    #[must_use]
    pub fn form_fields(&self, shown: &Shown) -> Vec<String> {
        let mut drafts: Vec<Draft> =
            self.drafts(shown).into_iter().filter(|draft| draft.field.contains("|form ")).collect();
        drafts.sort_by_key(|draft| draft.text.is_empty());
        drafts.into_iter().map(|draft| draft.field).collect()
    }

    /// Puts a text that an earlier run left back into the field that is open now.
    pub fn restore_draft(&mut self, shown: &Shown) -> Vec<Effect> {
        let mut fields: Vec<String> = self.drafts(shown).into_iter().map(|draft| draft.field).collect();
        if let (Some(place), Some(prompt)) = (self.place(shown), &self.prompt) {
            fields.push(answer_field(place, &prompt.purpose));
        }
        let left: Vec<Draft> = self.kept.iter().filter(|draft| fields.contains(&draft.field)).cloned().collect();
        for draft in &left {
            self.put_back(draft);
        }
        let kept = |field: &String| shown.recovered.iter().find(|recovered| recovered.draft.field == *field);
        let found: Vec<Recovered> = fields.iter().filter_map(kept).cloned().collect();
        for recovered in &found {
            self.put_back(&recovered.draft);
        }
        if let Some(Overlay::Form(form)) = &mut self.overlay {
            form.settle();
        }
        found.into_iter().map(Effect::LetGo).collect()
    }

    fn put_back(&mut self, draft: &Draft) {
        let what = home(&draft.field).map_or("", |home| home.what).to_owned();
        if let Some((_, label)) = form_of(&what) {
            let Some(Overlay::Form(form)) = &mut self.overlay else { return };
            form.put_back(label, &draft.text, draft.cursor);
            if draft.base.as_ref() != form.kind.base() {
                self.refuse("This was changed since you typed: recording replaces what stands there now.");
            }
            return;
        }
        if what.starts_with("answer ") {
            if let Some(prompt) = &mut self.prompt {
                prompt.editor.set_text(&draft.text);
                prompt.editor.set_cursor(draft.cursor);
            }
            return;
        }
        let Some(live) = &mut self.live else { return };
        let editor = match (&mut live.writing, what.as_str()) {
            (_, what) if opened_with(what).is_some() => &mut live.capture.editor,
            (Some(writing), _) => &mut writing.editor,
            (None, _) => return,
        };
        editor.set_text(&draft.text);
        editor.set_cursor(draft.cursor);
    }

    /// Leaves the form on top without recording it: words typed in it are kept, choices alone are not.
    pub fn leave_form(&mut self, shown: &Shown) -> Vec<Effect> {
        let worth = matches!(&self.overlay, Some(Overlay::Form(form)) if form.has_words());
        let fields = self.form_fields(shown);
        if worth {
            self.keep_form(shown);
        }
        self.overlay = None;
        if worth { vec![] } else { vec![Effect::DropDrafts(fields)] }
    }

    /// Keeps what is put into the form on top, for when it is opened again.
    pub(super) fn keep_form(&mut self, shown: &Shown) {
        self.keep_of("|form ", shown);
    }

    /// Keeps the answer to the question on top, which is left without recording.
    pub fn keep_answer(&mut self, shown: &Shown) {
        self.keep_of("|answer ", shown);
    }

    /// Keeps the capture line, which is left without recording.
    pub fn keep_line(&mut self, shown: &Shown) {
        self.keep_of("|capture", shown);
    }

    fn keep_of(&mut self, kind: &str, shown: &Shown) {
        let drafts: Vec<Draft> = self.drafts(shown).into_iter().filter(|draft| draft.field.contains(kind)).collect();
        self.kept.retain(|kept| !drafts.iter().any(|draft| draft.field == kept.field));
        self.kept.extend(drafts.into_iter().filter(|draft| !draft.text.is_empty()));
    }

    /// Lets what was kept of a form go, once it is recorded.
    pub fn forget_kept(&mut self, fields: &[String]) {
        self.kept.retain(|kept| !fields.contains(&kept.field));
    }

    /// The meeting of the text that was being typed last when the program was cut off.
    #[must_use]
    pub fn interrupted(shown: &Shown) -> Option<MeetingId> {
        home(&cut_off(shown)?.draft.field).map(|home| home.meeting).filter(|meeting| !meeting.as_str().is_empty())
    }

    /// Goes back to where the program was cut off: the item, the field or form, the text, the cursor; and
    /// says what was found. The meeting is loaded by now.
    pub fn resume(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(last) = cut_off(shown).cloned() else {
            if !shown.recovered.is_empty() {
                self.say(waiting(things(shown).len()).trim_start().to_owned());
            }
            return vec![];
        };
        let Some(home) = home(&last.draft.field) else { return vec![] };
        let mut effects = vec![];
        if let Some(meeting) = shown.docs.meetings.get(&home.meeting) {
            effects.extend(self.show_item(meeting, &home.item, shown));
        } else if !home.meeting.as_str().is_empty() {
            return vec![];
        }
        let what = self.named(home.what, shown);
        self.notice = None;
        let (opened, there) = self.reopen(&last.draft.field, shown);
        effects.extend(opened);
        if !there {
            return effects;
        }
        self.focus_last(shown);
        let others = waiting(things(shown).len() - 1);
        // Putting it back may have had something to say of its own.
        let but = self.notice.take().map_or_else(String::new, |notice| format!(" {}", notice.text));
        self.say(format!("You were writing {what}. The text is back, and nothing was lost.{but}{others}"));
        effects
    }

    /// Shows a meeting that is loaded, at an item where it has that still.
    pub(super) fn show_item(&mut self, meeting: &Meeting, item: &ItemId, shown: &Shown) -> Vec<Effect> {
        let mut effects = self.show_meeting(meeting, shown);
        if let Some(live) = &mut self.live
            && meeting.item(item).is_some()
        {
            live.turn(item.clone());
        }
        effects.extend(self.arrive(shown));
        effects
    }

    /// Opens the field or form that an address speaks of, with what was typed there, and tells whether it is there
    /// still; if not, the words stand in a note.
    pub(super) fn reopen(&mut self, field: &str, shown: &Shown) -> (Vec<Effect>, bool) {
        let what = home(field).map_or("", |home| home.what);
        let opened = match (target(what), form_of(what)) {
            (Some((target, replaces)), _) => Some(self.write_over(target, replaces, "", shown)),
            (None, Some((form, _))) => self.reopen_form(form, shown),
            (None, None) => Some(opened_with(what).map_or_else(Vec::new, |start| self.open_capture(&start, shown))),
        };
        if let Some(opened) = opened {
            return (opened, true);
        }
        let effects = self.as_note(thing(field), shown);
        let what = self.named(what, shown);
        self.refuse(format!("You were writing {what}, which is not there any more: your words stand here as a note."));
        (effects, false)
    }

    /// The address of the field that has the focus, where it is one that can be opened again.
    #[must_use]
    pub(super) fn field_in_focus(&self, shown: &Shown) -> Option<String> {
        let place = self.place(shown);
        if let Some(form) = self.form_in_hand() {
            let label = form.fields.get(form.at)?.label.as_ref();
            return Some(form_field(place, &form.kind.key(), label));
        }
        let (place, live) = (place?, self.live.as_ref()?);
        match &live.writing {
            Some(writing) => Some(writing_field(place, writing)),
            None => live.capture.is_open().then(|| capture_field(place, &live.capture)),
        }
    }

    /// Puts the focus of the form on top on the field that an address speaks of.
    pub(super) fn focus(&mut self, field: &str) {
        let label = home(field).and_then(|home| form_of(home.what)).map(|(_, label)| label);
        if let (Some(Overlay::Form(form)), Some(label)) = (&mut self.overlay, label) {
            form.focus(label);
        }
    }

    /// Puts the words of what cannot be opened again into a note.
    fn as_note(&mut self, of: &str, shown: &Shown) -> Vec<Effect> {
        let left: Vec<&Recovered> = shown.recovered.iter().filter(|left| thing(&left.draft.field) == of).collect();
        let words: Vec<&str> = left.iter().map(|left| left.draft.text.as_str()).collect();
        let mut effects = self.write_over(Target::Note, None, &words.join("\n"), shown);
        effects.extend(left.iter().map(|left| Effect::LetGo((*left).clone())));
        effects.push(Effect::DropDrafts(left.iter().map(|left| left.draft.field.clone()).collect()));
        effects
    }

    /// Puts the focus of a form on the field that was touched last.
    fn focus_last(&mut self, shown: &Shown) {
        let Some(Overlay::Form(form)) = &mut self.overlay else { return };
        let mut touched: Vec<&Recovered> = shown.recovered.iter().collect();
        touched.sort_by_key(|recovered| recovered.at);
        for recovered in touched {
            let label = home(&recovered.draft.field).and_then(|home| form_of(home.what)).map(|(_, label)| label);
            if let Some(at) =
                form.fields.iter().position(|field| Some(field.label.as_ref()) == label && field.is_changed())
            {
                form.at = at;
            }
        }
        form.settle();
    }
}
