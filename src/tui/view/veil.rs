//! The last look of the veil at a whole screen: what it still shows of a name is dotted out in its place.

use ratatui::buffer::Buffer;

use crate::tui::ui::veil::Cover;
use crate::tui::ui::wrap;

/// Dots out whatever the veil hides, cell by cell: nothing moves.
pub fn dot_out(buf: &mut Buffer, cover: &Cover) {
    for y in buf.area.top()..buf.area.bottom() {
        let mut row = String::new();
        let mut cells: Vec<(usize, u16, usize)> = Vec::new();
        let mut x = buf.area.left();
        while let Some(cell) = buf.cell((x, y)) {
            let wide = wrap::glyph_cells(cell.symbol()).max(1);
            cells.push((row.len(), x, wide));
            row.push_str(cell.symbol());
            x = x.saturating_add(u16::try_from(wide).unwrap_or(1));
        }
        for dots in cover.dots(&row) {
            for (_, x, wide) in cells.iter().filter(|(at, ..)| dots.contains(at)) {
                if let Some(cell) = buf.cell_mut((*x, y)) {
                    cell.set_symbol("·");
                }
                // The hidden half of a wide glyph has a cell of its own again.
                if *wide > 1
                    && let Some(half) = buf.cell_mut((x + 1, y))
                {
                    half.set_symbol(" ");
                }
            }
        }
    }
}
