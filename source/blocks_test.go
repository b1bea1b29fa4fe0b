package source_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente/source"
)

// outline writes a document's blocks one a line: kind, head in brackets, text.
func outline(d *source.Document) []string {
	var out []string
	for i := range d.Blocks {
		b := &d.Blocks[i]
		line := b.Kind.String()
		if !b.Head.Empty() {
			line += " [" + b.Head.Of(d.Text) + "]"
		}
		text := b.Body(d.Text).Of(d.Text)
		if b.Kind == source.Grid {
			text = fmt.Sprintf("%d+%d", len(b.Table.Header), len(b.Table.Rows))
		}
		out = append(out, line+" "+strings.Join(strings.Fields(text), " "))
	}
	return out
}

func TestBlocks(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"headings and paragraphs without blank lines", "The pay talks\nBoth sides met on Monday and agreed on nothing at all.\nRed lines\nThe union will not take less than four percent this year.\n", []string{
			"heading The pay talks", "paragraph Both sides met on Monday and agreed on nothing at all.", "heading Red lines", "paragraph The union will not take less than four percent this year.",
		}},
		{"questions with marks", "Q: What does the union want?\nA: More pay.\nQ: And the firm?\nA: Peace.\n", []string{
			"question What does the union want?", "paragraph More pay.", "question And the firm?", "paragraph Peace.",
		}},
		{"questions as lines", "**What does Oslo want?**\n\nA larger share of the cod, it says.\n\nAnd Moscow?\nThe same share as before the quarrel began.\n", []string{
			"question What does Oslo want?", "paragraph A larger share of the cod, it says.", "question And Moscow?", "paragraph The same share as before the quarrel began.",
		}},
		{"lists with a lead-in", "The union demands:\n- Pay: four percent\n* no night shifts\n(a) a later start\n2. a canteen\n", []string{
			"paragraph The union demands:", "item [Pay] four percent", "item no night shifts", "item a later start", "item a canteen",
		}},
		{"labels without bullets", "Positions\n\nNorway: a third of the catch.\nIceland: a sixth of it.\n", []string{
			"heading Positions", "item [Norway] a third of the catch.", "item [Iceland] a sixth of it.",
		}},
		{"run-in heads", "The buyer. Carlsen wants the terminals on the river and little else.\n\nThe seller. Prairie Mills would rather stay as it is for another year.\n", []string{
			"paragraph [The buyer] Carlsen wants the terminals on the river and little else.", "paragraph [The seller] Prairie Mills would rather stay as it is for another year.",
		}},
		{"tables", "| Issue | Union | Firm |\n|---|---|---|\n| Pay | 4 | 2 |\n\nParty | Wants\nNorway | 35 percent\nIceland | 16 percent\n", []string{
			"table 3+1", "table 2+2",
		}},
		{"lines broken at a width", "The union wants a raise of four percent a year and a say in how the\nshifts are planned, which the firm has so far refused to talk about\nat all. The next meeting is on Monday, and neither side expects much\nof it.\n", []string{
			"paragraph The union wants a raise of four percent a year and a say in how the shifts are planned, which the firm has so far refused to talk about at all. The next meeting is on Monday, and neither side expects much of it.",
		}},
		{"numbered headings", "1. The offer\nThe bank has offered to take half of the loss if the state takes the other half.\n\n2. The answer\nThe minister has asked for a week to think, and for the books of the last ten years.\n", []string{
			"heading 1. The offer", "paragraph The bank has offered to take half of the loss if the state takes the other half.", "heading 2. The answer", "paragraph The minister has asked for a week to think, and for the books of the last ten years.",
		}},
		{"abbreviations do not end a head", "Why are nurses at St. Olaf's about to strike?\nThey say that there are too few of them on every ward of the house.\n", []string{
			"question Why are nurses at St. Olaf's about to strike?", "paragraph They say that there are too few of them on every ward of the house.",
		}},
	} {
		d, err := source.Read("note.txt", []byte(test.text))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if diff := cmp.Diff(test.want, outline(d)); diff != "" {
			t.Errorf("%s: blocks (-want +got):\n%s", test.name, diff)
		}
	}
}

// An item knows the line that introduces it, and a block its section.
func TestLeads(t *testing.T) {
	d, err := source.Read("note.txt", []byte("What the union wants\n\nIts demands are:\n- Pay: four percent\n  - at once\n\nWhat the firm offers\n\n- two percent\n- a canteen for the night shift\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind == source.Item {
			got = append(got, b.Of(d.Text)+" < "+d.Blocks[b.Lead].Of(d.Text))
		}
	}
	want := []string{"Pay: four percent < Its demands are:", "at once < Pay: four percent", "two percent < What the firm offers", "a canteen for the night shift < What the firm offers"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("leads (-want +got):\n%s", diff)
	}
}

// Blocks lie in order, inside the text and apart.
func checkBlocks(t *testing.T, d *source.Document) {
	t.Helper()
	end := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Start < end || b.End > len(d.Text) || b.Empty() {
			t.Fatalf("block %d of %s: %d-%d after %d in %d bytes", i, d.Path, b.Start, b.End, end, len(d.Text))
		}
		end = b.End
		if !b.Head.Empty() && (b.Head.Start < b.Start || b.Head.End > b.End) {
			t.Fatalf("block %d of %s: head %v outside %v", i, d.Path, b.Head, b.Span)
		}
		if body := b.Body(d.Text); body.Start < b.Start || body.Start > b.End {
			t.Fatalf("block %d of %s: body %v outside %v", i, d.Path, body, b.Span)
		}
		if b.Lead >= i || b.Section >= i {
			t.Fatalf("block %d of %s: lead %d, section %d", i, d.Path, b.Lead, b.Section)
		}
		if at := d.BlockAt(b.Start); at != i {
			t.Fatalf("BlockAt(%d) = %d, want %d", b.Start, at, i)
		}
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"Published: 3 June 2024\n\nThe talks began.":                      "2024-06-03",
		"source: reports of May 2025\n\nThe talks began.":                 "2025-05",
		"The cod quarrel\nMarch 14, 2023\nThe talks began in Oslo today.": "2023-03-14",
		"GENEVA, 14 March 2023 - The talks began in a hotel.":             "2023-03-14",
		"---\ntitle: Cod\ndate: 2021-09-30\n---\nThe talks began.":        "2021-09-30",
		"The talks began on 3 June 2024 in a hotel by the lake.":          "",
		"Published: 45 June 20240\n\nThe talks began.":                    "",
	} {
		d, err := source.Read("note.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if d.Published != want {
			t.Errorf("Published(%q) = %q, want %q", text, d.Published, want)
		}
	}
}

func TestTitle(t *testing.T) {
	for text, want := range map[string]string{
		"source: a paper\n\nWho gets the cod?\n\nNorway and Iceland cannot agree on it.": "Who gets the cod?",
		"# Cod\n\nNorway wants more.":               "Cod",
		"Norway wants more cod than Iceland gives.": "",
	} {
		d, err := source.Read("note.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if d.Title != want {
			t.Errorf("Title(%q) = %q, want %q", text, d.Title, want)
		}
	}
}
