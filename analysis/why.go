package analysis

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"detente"
	"detente/bargain"
)

// Why returns the trail from a finding back to what it rests on: the values it
// is made of, the quotes that bear on them, and the assumptions. id is a deal
// (D1), an assumption (A3), an unknown (U1), a method (bargain/nash, or nash),
// a piece of evidence, or a path into the case or a unique end of one.
func Why(ctx context.Context, c *detente.Case, id string, o Options) (*detente.Result, error) {
	t := newTrail(c)
	found, err := t.follow(ctx, id, o)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, fmt.Errorf("%w: nothing in this run is called %q: %s", ErrUnknown, id, t.names())
	}
	t.close()
	t.r.Method, t.r.Status = "why", detente.OK
	t.r.Provenance = detente.Provenance{Method: "why " + id, Version: o.Version, Case: c.SHA256, Seed: o.Seed}
	return t.r, nil
}

// names lists what a run calls its findings.
func (t *trail) names() string {
	text := "deals are D1, D2, ..., where there are any; "
	if t.assumed > 0 {
		text += fmt.Sprintf("assumptions A1 to A%d; ", t.assumed)
	}
	if n := len(t.questions); n > 0 {
		text += fmt.Sprintf("unknowns U1 to U%d; ", n)
	}
	return text + "methods " + strings.Join(methodNames(), ", ") + "; or name evidence, or a path such as " + t.examplePath()
}

func methodNames() (out []string) {
	for _, m := range methods {
		out = append(out, m.Name)
	}
	return out
}

// trail gathers what a finding rests on.
type trail struct {
	c         *detente.Case
	r         *detente.Result
	inputs    []detente.Input
	questions []detente.Question
	assumed   int
	used      []int // inputs, in the order in which they were met
}

func newTrail(c *detente.Case) *trail {
	t := &trail{c: c, r: &detente.Result{}, inputs: c.Inputs(), questions: c.Questions()}
	for _, in := range t.inputs {
		if in.Class == detente.Assumed {
			t.assumed++
		}
	}
	return t
}

func (t *trail) examplePath() string {
	for _, in := range t.inputs {
		if strings.HasPrefix(in.Path, "parties.") {
			return in.Path
		}
	}
	return "title"
}

// follow finds what id means and fills the answer.
func (t *trail) follow(ctx context.Context, id string, o Options) (bool, error) {
	for i, in := range t.inputs {
		if in.ID == id || in.Path == id {
			t.input(i)
			return true, nil
		}
	}
	for _, q := range t.questions {
		if q.ID == id || q.Path == id {
			t.question(q)
			return true, nil
		}
	}
	if e := t.c.FindEvidence(detente.EvidenceID(id)); e != nil {
		t.evidence(e)
		return true, nil
	}
	for _, m := range methods {
		if m.Name == id || strings.HasSuffix(m.Name, "/"+id) {
			return true, t.method(ctx, m, o)
		}
	}
	if found, err := t.deal(ctx, id); found || err != nil {
		return found, err
	}
	var ends []int
	for i, in := range t.inputs {
		if strings.HasSuffix(in.Path, "."+id) || strings.HasSuffix(strings.Replace(in.Path, ".wants.", ".", 1), "."+id) {
			ends = append(ends, i)
		}
	}
	for _, i := range ends {
		t.input(i)
	}
	return len(ends) > 0, nil
}

// use marks an input as part of the trail and says in a few words what it rests
// on.
func (t *trail) use(path string) string {
	for i, in := range t.inputs {
		if in.Path != path {
			continue
		}
		if !slices.Contains(t.used, i) {
			t.used = append(t.used, i)
		}
		if in.Class == detente.Assumed {
			return "assumed (" + in.ID + ")"
		}
		words := make([]string, len(in.Because))
		for k, id := range in.Because {
			words[k] = string(id)
		}
		return in.Class.String() + " (" + strings.Join(words, ", ") + ")"
	}
	return ""
}

// input answers for one judgement.
func (t *trail) input(i int) {
	in := t.inputs[i]
	t.r.Title = "What it rests on"
	where := ""
	if in.Pos.IsValid() && !t.c.Restricted {
		where = fmt.Sprintf(", line %d", in.Pos.Line)
	}
	text := fmt.Sprintf("%s is %s (%s%s).", sentence(in.What), in.Class, in.Path, where)
	if in.Class == detente.Assumed {
		text = fmt.Sprintf("%s is an assumption, %s: no quote in the case speaks for it (%s%s).", sentence(in.What), in.ID, in.Path, where)
	}
	if t.r.Answer != "" {
		t.r.Answer += " "
	}
	t.r.Answer += text
	t.use(in.Path)
	if rows := t.values(in.Path); len(rows) > 0 {
		t.r.Add(&detente.List{Title: "What it says", Items: rows})
	}
}

// values lists the numbers that stand below a path.
func (t *trail) values(path string) []detente.Item {
	var items []detente.Item
	for _, q := range t.c.Quantities() {
		if q.Path == path || strings.HasPrefix(q.Path, path+".") {
			text := q.What + ": " + q.Quantity.String()
			if q.Quantity.IsRange() {
				text += ", read as " + detente.FormatShort(q.Quantity.Middle())
			}
			items = append(items, detente.Item{Text: text})
		}
	}
	for i := range t.c.Parties {
		p := &t.c.Parties[i]
		if strings.HasPrefix(path, "parties."+string(p.ID)+".") {
			for rank, entry := range p.Prefers {
				if !strings.HasSuffix(path, ".prefers") {
					break
				}
				var words []string
				for _, s := range entry {
					words = append(words, s.When.Text)
				}
				items = append(items, detente.Item{Text: fmt.Sprintf("%d. %s", rank+1, strings.Join(words, " | order unknown | "))})
			}
		}
	}
	return items
}

func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// question answers for something the case does not know.
func (t *trail) question(q detente.Question) {
	t.r.Title = "What it rests on"
	t.r.Answer = fmt.Sprintf("%s The case says `unknown` (%s).", q.Text, q.Path)
	for _, n := range t.c.Quantities() {
		if n.Path == q.Path {
			t.r.Answer += fmt.Sprintf(" It could be anything from %s to %s; answers that need one number use the middle, %s.",
				detente.FormatNumber(n.Quantity.Min), detente.FormatNumber(n.Quantity.Max), detente.FormatNumber(n.Quantity.Middle()))
		}
	}
	for _, in := range t.inputs {
		if strings.HasPrefix(q.Path, in.Path+".") || in.Path == q.Path {
			t.use(in.Path)
		}
	}
}

// evidence answers for a quote: where it stands and what cites it.
func (t *trail) evidence(e *detente.Evidence) {
	t.r.Title = "What it rests on"
	t.r.Evidence = append(t.r.Evidence, e.ID)
	var cited, against []string
	for i, in := range t.inputs {
		if slices.Contains(in.Because, e.ID) {
			cited = append(cited, in.Path)
		}
		if slices.Contains(in.Against, e.ID) {
			against = append(against, t.inputs[i].Path)
		}
	}
	switch {
	case len(cited)+len(against) == 0:
		t.r.Answer = fmt.Sprintf("The quote %s was heard but is not used: nothing in the case cites it.", e.ID)
	case len(against) == 0:
		t.r.Answer = fmt.Sprintf("The quote %s bears on %s.", e.ID, strings.Join(cited, ", "))
	case len(cited) == 0:
		t.r.Answer = fmt.Sprintf("The quote %s speaks against %s.", e.ID, strings.Join(against, ", "))
	default:
		t.r.Answer = fmt.Sprintf("The quote %s bears on %s, and speaks against %s.", e.ID, strings.Join(cited, ", "), strings.Join(against, ", "))
	}
	if s := t.c.FindSource(e.Source); s != nil && e.Text != "" {
		before, after := detente.Context(s.Text, e.Start, e.End, 240)
		t.r.Add(&detente.Prose{Text: "In its place: " + before + "»" + e.Text + "«" + after})
	}
}

// method answers for a method: its answer, definitions and sources, and that it
// read every input.
func (t *trail) method(ctx context.Context, m Method, o Options) error {
	o.Only = []string{m.Name}
	results, err := Run(ctx, t.c, o)
	if err != nil {
		return err
	}
	r := results[0]
	t.r = &detente.Result{Title: m.Title, Answer: r.Answer, Blocks: r.Blocks, Definitions: r.Definitions, Assumptions: r.Assumptions}
	t.r.Add(&detente.Prose{Text: "Method " + m.Name + ": " + strings.Join(m.Sources, "; ") + ". Held against: " + m.Check + "."})
	for _, in := range t.inputs {
		t.use(in.Path)
	}
	return nil
}

// Trails returns the trail of every deal that is taken apart in the answers:
// the Nash deal and the shortlist. There is none where bargaining does not
// apply.
func Trails(ctx context.Context, c *detente.Case, o Options) ([]*detente.Result, error) {
	p, err := bargain.New(ctx, c)
	var g *bargain.GiveGet
	if err == nil {
		g, err = bargain.FindGiveGet(ctx, p)
	}
	var missing *detente.MissingError
	switch {
	case errors.As(err, &missing):
		return nil, nil
	case err != nil:
		return nil, err
	}
	var trails []*detente.Result
	for i := range g.Deals {
		t := newTrail(c)
		if err := t.apart(p, g.Deals[i].Deal); err != nil {
			return nil, err
		}
		t.r.Title = g.Deals[i].Deal.ID
		trails = append(trails, t.r)
	}
	return trails, nil
}

// deal answers for a deal of the frontier.
func (t *trail) deal(ctx context.Context, id string) (bool, error) {
	p, err := bargain.New(ctx, t.c)
	var f *bargain.Frontier
	if err == nil {
		f, err = bargain.FindFrontier(ctx, p)
	}
	var missing *detente.MissingError
	switch {
	case errors.As(err, &missing):
		return false, nil
	case err != nil:
		return false, err
	}
	i := slices.IndexFunc(f.Deals, func(d bargain.Deal) bool { return d.ID == id })
	if i < 0 {
		return false, nil
	}
	t.r.Title = "What it rests on"
	return true, t.apart(p, f.Deals[i])
}

// apart takes a deal apart: its worth to every party, who agrees, what changes.
func (t *trail) apart(p *bargain.Problem, d bargain.Deal) error {
	t.r.Answer = t.dealSentence(p, d)
	for k, party := range p.Numeric() {
		if err := t.breakdown(party, d.Outcome, d.Utilities[k], d.Gains[k]); err != nil {
			return err
		}
	}
	t.consents(p, d.Outcome)
	t.changed(d.Outcome)
	return nil
}

// settled names what an outcome changes from no deal: "The war meanwhile:
// ceasefire; American sanctions: lifted".
func (t *trail) settled(o detente.Outcome) string {
	var parts []string
	base := t.c.NoDealOutcome()
	for i := range o {
		if s := &t.c.Issues[i]; base == nil || o[i] != base[i] {
			parts = append(parts, s.Display()+": "+s.LevelName(o[i]))
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, "; ")
}

func (t *trail) dealSentence(p *bargain.Problem, d bargain.Deal) string {
	var parts []string
	for k, party := range p.Numeric() {
		parts = append(parts, fmt.Sprintf("%s %s (%s against no deal)", t.c.PartyName(party), detente.FormatShort(d.Utilities[k]), signed(d.Gains[k])))
	}
	text := fmt.Sprintf("%s changes %s. It is worth %s.", d.ID, t.settled(d.Outcome), strings.Join(parts, ", "))
	if d.Consented {
		text += " Everybody whose consent it needs agrees."
		if others := t.unasked(p, d.Outcome); others != "" {
			text += " Not asked, and not better off: " + others + "."
		}
		return text
	}
	var names []string
	for _, id := range d.Missing {
		names = append(names, t.c.PartyName(id))
	}
	return text + " Consent is withheld by " + strings.Join(names, ", ") + "."
}

// unasked names the parties that do not find a deal at least as good as no deal
// and whose consent it does not need.
func (t *trail) unasked(p *bargain.Problem, o detente.Outcome) string {
	v := p.Judge(o)
	var names []string
	for i := range t.c.Parties {
		party := &t.c.Parties[i]
		has := party.Kind().Numeric() || party.Kind().Ordinal()
		if has && !slices.Contains(v.Good, party.ID) {
			names = append(names, party.Display())
		}
	}
	return strings.Join(names, ", ")
}

func signed(x float64) string {
	if s := detente.FormatShort(x); x > 0 && s != "0" {
		return "+" + s
	}
	return detente.FormatShort(x)
}

// breakdown is the table of where a party's utility comes from.
func (t *trail) breakdown(party detente.PartyID, o detente.Outcome, utility, gain float64) error {
	i := t.c.PartyIndex(party)
	v, err := t.c.Valuation(i)
	if err != nil {
		return err
	}
	p := &t.c.Parties[i]
	table := &detente.Table{
		Title: fmt.Sprintf("%s: where its %s come from", p.Display(), detente.FormatShort(utility)),
		Columns: []detente.Column{{Name: "issue", Wide: true}, {Name: "in this deal", Wide: true}, {Name: "weight", Right: true}, {Name: "value", Right: true},
			{Name: "worth", Right: true}, {Name: "change", Right: true}, {Name: "rests on", Wide: true}},
	}
	base := t.c.NoDealOutcome()
	rows := "parties." + string(p.ID) + ".wants."
	if p.Wants.Points {
		rows = "parties." + string(p.ID) + ".points."
	}
	for k := range v.Worth {
		w := &v.Worth[k]
		s := &t.c.Issues[w.Issue]
		worth := w.Weight * w.Value(o[w.Issue]) / v.Total
		change := detente.Txt("")
		if base != nil && base[w.Issue] >= 0 {
			change = detente.Txt(signed(worth - w.Weight*w.Value(base[w.Issue])/v.Total))
		}
		weight := detente.Num(100 * w.Weight / v.Total)
		if v.Kind == detente.Points {
			weight = detente.Txt("")
		}
		table.Rows = append(table.Rows, []detente.Cell{detente.Txt(s.Display()), detente.Txt(s.LevelName(o[w.Issue])), weight,
			detente.Num(w.Value(o[w.Issue])), detente.Num(worth), change, detente.Txt(t.use(rows + string(s.ID)))})
	}
	for k := range v.Bonus {
		if v.Bonus[k].When.Holds(o) {
			link := fmt.Sprintf("%slinks.%d", rows, k)
			table.Rows = append(table.Rows, []detente.Cell{detente.Txt("link"), detente.Txt(p.Wants.Links[k].When.Text), detente.Txt(""), detente.Txt(""),
				detente.Num(v.Bonus[k].Add), detente.Txt(""), detente.Txt(t.use(link))})
		}
	}
	worth, typed, err := t.c.NoDealWorth(v)
	if err == nil {
		note := fmt.Sprintf("No deal is worth %s to %s", detente.FormatShort(worth), p.Display())
		if typed {
			note += ", as the case says: " + t.use("parties."+string(p.ID)+".no_agreement")
		} else {
			note += ", the utility of the no-deal outcome"
		}
		table.Note = note + fmt.Sprintf("; this deal changes that by %s.", signed(gain))
	}
	t.r.Add(table)
	return nil
}

// consents says who finds the deal good and who does not.
func (t *trail) consents(p *bargain.Problem, o detente.Outcome) {
	v := p.Judge(o)
	list := &detente.List{Title: "Who finds it at least as good as no deal"}
	for i := range t.c.Parties {
		party := &t.c.Parties[i]
		if party.Kind() == detente.NoPreference || party.Kind() == detente.Positions {
			continue
		}
		says := "no"
		switch {
		case slices.Contains(v.Good, party.ID):
			says = "yes"
		case slices.Contains(v.Unknown, party.ID):
			says = "the order is unknown"
		}
		if party.Kind().Ordinal() {
			if rests := t.use("parties." + string(party.ID) + "." + orderKey(party.Kind())); rests != "" {
				says += ", " + rests
			}
		}
		if slices.Contains(v.Missing, party.ID) {
			says += "; a consent this deal needs is missing"
		}
		list.Items = append(list.Items, detente.Item{Text: party.Display() + ": " + says})
	}
	t.r.Add(list)
}

func orderKey(k detente.Kind) string {
	switch k {
	case detente.Statements:
		return "prefers"
	case detente.Ranked:
		return "ranking"
	}
	return "scores"
}

// changed adds the issues that the deal changes.
func (t *trail) changed(o detente.Outcome) {
	base := t.c.NoDealOutcome()
	for i := range t.c.Issues {
		if base == nil || o[i] != base[i] {
			t.use("issues." + string(t.c.Issues[i].ID))
		}
	}
}

// close lists the quotes and assumptions of everything that was used.
func (t *trail) close() {
	var assumed []detente.Item
	for _, i := range t.used {
		in := t.inputs[i]
		t.r.Label = t.r.Label.Join(in.Label)
		if in.Class == detente.Assumed {
			assumed = append(assumed, detente.Item{ID: in.ID, Text: in.What + " (" + in.Path + ")"})
		}
		for _, id := range slices.Concat(in.Because, in.Against) {
			if !slices.Contains(t.r.Evidence, id) {
				t.r.Evidence = append(t.r.Evidence, id)
			}
		}
	}
	quotes := &detente.List{Title: "Quotes"}
	for i := range t.c.Evidence {
		e := &t.c.Evidence[i]
		if slices.Contains(t.r.Evidence, e.ID) {
			quotes.Items = append(quotes.Items, detente.Item{ID: string(e.ID), Text: t.citation(e)})
		}
	}
	if len(quotes.Items) > 0 {
		t.r.Add(quotes)
	}
	if len(assumed) > 0 {
		t.r.Add(&detente.List{Title: "Assumed, with nothing to speak for it", Items: assumed})
	}
}

// citation is a quote in the document's own words, with its source and line.
func (t *trail) citation(e *detente.Evidence) string {
	s := t.c.FindSource(e.Source)
	if s == nil || e.Text == "" {
		return fmt.Sprintf("“%s”", e.Quote)
	}
	text := fmt.Sprintf("“%s” (%s line %d", strings.Join(strings.Fields(e.Text), " "), s.File, detente.Line(s.Text, e.Start))
	if e.Kind != "" {
		text += ", " + string(e.Kind)
	}
	return text + ")"
}
