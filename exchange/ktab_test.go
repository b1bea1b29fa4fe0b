package exchange_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/casefile"
	"detente/exchange"
)

// valley is an invented table as KTAB writes them: blanks after commas, a comma
// at the end of each line.
const valley = `Water of the valley,Three towns and a mill; dry year, 4, 2,
Actor,Description,Influence,Price Position,Price Salience,Reservoir Position,Reservoir Salience,
UP,Upper Town,       60.5,  20, 40, 0,   60,
LO,Lower Town,       40,    35, 30, 100, 70,
MILL,"The mill, closed in winter", 25, 80, 90, 50, 5,
The-3rd,Third Town,  10,    50, 80, 10,  40,
`

func TestKTAB(t *testing.T) {
	c, notes, err := exchange.KTAB(exchange.File{Name: "data/valley.csv", Data: []byte(valley)})
	if err != nil {
		t.Fatal(err)
	}
	if found := c.Check(); detente.HasErrors(found) {
		t.Fatalf("Check() = %v", found)
	}
	var got [][]any
	for _, p := range c.Parties {
		row := []any{p.ID, p.Name, p.Note, p.Influence.Middle()}
		for _, r := range p.Wants.Rows {
			row = append(row, r.Issue, r.Position.Middle(), r.Salience.Middle())
		}
		got = append(got, row)
		if p.Kind() != detente.Positions {
			t.Errorf("%s: kind %v, want positions", p.ID, p.Kind())
		}
	}
	price, reservoir := detente.IssueID("price"), detente.IssueID("reservoir")
	want := [][]any{
		{detente.PartyID("up"), "UP", "Upper Town", 60.5, price, 20.0, 40.0, reservoir, 0.0, 60.0},
		{detente.PartyID("lo"), "LO", "Lower Town", 40.0, price, 35.0, 30.0, reservoir, 100.0, 70.0},
		{detente.PartyID("mill"), "MILL", "The mill, closed in winter", 25.0, price, 80.0, 90.0, reservoir, 50.0, 5.0},
		{detente.PartyID("v3rd"), "The-3rd", "Third Town", 10.0, price, 50.0, 80.0, reservoir, 10.0, 40.0},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("parties (-want +got):\n%s", diff)
	}
	if c.Title != "Water of the valley" || !strings.Contains(c.Note, "dry year") {
		t.Errorf("title %q, note %q", c.Title, c.Note)
	}
	var texts []string
	for _, n := range notes {
		texts = append(texts, n.String())
	}
	all := strings.Join(texts, "\n")
	for _, part := range []string{`valley.csv: dimensions are issues: "Price Position" is price`, `"The-3rd" is v3rd`, `the saliences of "The-3rd" add up to 120`, "no status quo"} {
		if !strings.Contains(all, part) {
			t.Errorf("notes lack %q:\n%s", part, all)
		}
	}
}

// The first line may be left out, and line ends and a byte order mark do not
// matter.
func TestKTABBareTable(t *testing.T) {
	_, table, _ := strings.Cut(valley, "\n")
	bare, _, err := exchange.KTAB(exchange.File{Name: "dry-year.csv", Data: []byte("\ufeff" + strings.ReplaceAll(table, "\n", "\r\n"))})
	if err != nil {
		t.Fatal(err)
	}
	full, _, err := exchange.KTAB(exchange.File{Name: "valley.csv", Data: []byte(valley)})
	if err != nil {
		t.Fatal(err)
	}
	if bare.Title != "Dry year" {
		t.Errorf("title %q, want that of the file", bare.Title)
	}
	if diff := cmp.Diff(positions(full), positions(bare)); diff != "" {
		t.Errorf("without its first line (-want +got):\n%s", diff)
	}
}

// positions are what a forecast reads.
func positions(c *detente.Case) (out [][]float64) {
	for _, p := range c.Parties {
		row := []float64{p.Influence.Middle()}
		for _, r := range p.Wants.Rows {
			row = append(row, r.Position.Middle(), r.Salience.Middle())
		}
		out = append(out, row)
	}
	return out
}

// A table survives being a case file and being a table again.
func TestKTABRoundTrip(t *testing.T) {
	first, _, err := exchange.KTAB(exchange.File{Name: "valley.csv", Data: []byte(valley)})
	if err != nil {
		t.Fatal(err)
	}
	text, err := casefile.Print(first)
	if err != nil {
		t.Fatal(err)
	}
	file, found := casefile.Parse("case.yaml", text, nil)
	if file.Case == nil {
		t.Fatal(found)
	}
	written, notes, err := exchange.ExportKTAB(file.Case)
	if err != nil || len(notes) > 0 {
		t.Fatal(err, notes)
	}
	again, _, err := exchange.KTAB(written)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(positions(first), positions(again)); diff != "" {
		t.Errorf("after the round trip (-want +got):\n%s", diff)
	}
	if again.Title != first.Title || again.Parties[2].Note != first.Parties[2].Note {
		t.Errorf("title %q, note %q, want %q, %q", again.Title, again.Parties[2].Note, first.Title, first.Parties[2].Note)
	}
}

// Scales are moved to 0 to 100, formulas disarmed, and what does not fit is
// noted.
func TestExportKTAB(t *testing.T) {
	file, found := casefile.Parse("case.yaml", []byte(`
detente: 1
title: "=cmd()"
issues:
  wage: {scale: {from: 2, to: 6}}
  flag: {options: [red, green, blue]}
parties:
  union: {influence: 20..40, wants: {wage: {position: 5, salience: 80}}}
  firm: {influence: 50, wants: {wage: {position: 2}}}
  press: {wants: {wage: {position: 3, salience: 5}}}
`), nil)
	if file.Case == nil {
		t.Fatal(found)
	}
	f, notes, err := exchange.ExportKTAB(file.Case)
	if err != nil {
		t.Fatal(err)
	}
	want := "'=cmd(),,2,1\nActor,Description,Influence,Wage Position,Wage Salience\nUnion,,30,75,80\nFirm,,50,0,0\n"
	if got := string(f.Data); got != want {
		t.Errorf("ExportKTAB:\n%s\nwant\n%s", got, want)
	}
	if len(notes) != 2 {
		t.Errorf("notes %v, want one for the flag and one for the press", notes)
	}
}

// Every fault says where it stands and what to do.
func TestKTABFaults(t *testing.T) {
	const header = "Actor,Description,Influence,Tax Position,Tax Salience\n"
	for _, test := range []struct{ text, want string }{
		{"", "t.csv:1: there is no header"},
		{header, "t.csv:1: there is no actor"},
		{"T,2,1\n" + header + "a,,1,2,3\n", "t.csv:1: the first line says 2 actors and 1 follow"},
		{"T,D,1,2\n" + header + "a,,1,2,3\n", "t.csv:2: the first line says 2 dimensions and the header has 1"},
		{"T,D,one,1\n" + header + "a,,1,2,3\n", `t.csv:1: column 5: "one" is not the number of actors`},
		{"Actor,Description,Influence,Tax,Rate,Debt\na,,1,2,3,4\n", "t.csv:1: the header has 6 columns"},
		{"Actor,Description,Influence,Tax Salience,Tax Position\na,,1,2,3\n", `t.csv:1: column 29: "Tax Salience" stands where a position is read`},
		{header + "a,,1,2\n", "t.csv:2: the line has 4 fields and the header 5"},
		{header + "a,,1,200,3\n", "t.csv:2: column 6: 200 lies outside 0 to 100"},
		{header + "a,,-1,20,3\n", "t.csv:2: column 4: -1 lies outside 0 to"},
		{header + "a,,1,high,3\n", `t.csv:2: column 6: "high" is no number`},
		{header + "a,\"b,1,2,3\n", "t.csv:"},
		{"\xff" + header, "t.csv:1: the text is not UTF-8"},
	} {
		_, _, err := exchange.KTAB(exchange.File{Name: "t.csv", Data: []byte(test.text)})
		if err == nil || !strings.HasPrefix(err.Error(), "exchange: ktab: "+test.want) {
			t.Errorf("KTAB(%q): %v, want %q", test.text, err, test.want)
		}
	}
}

func FuzzKTAB(f *testing.F) {
	f.Add([]byte(valley))
	f.Add([]byte("Actor,D,I,yes position,s\nnot,,1e3,0,100\nnot,=1,0.5,100,0\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, _, err := exchange.KTAB(exchange.File{Name: "t.csv", Data: data})
		if err != nil {
			return
		}
		if found := c.Check(); detente.HasErrors(found) {
			t.Fatal(found)
		}
		text, err := casefile.Print(c)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) < casefile.MaxBytes && bytes.Count(text, []byte("\n")) < 900 {
			if _, found := casefile.Parse("case.yaml", text, nil); detente.HasErrors(found) {
				t.Fatalf("the case file is refused: %v\n%s", found[0], text)
			}
		}
	})
}
