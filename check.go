package detente

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Check finds what is wrong with the meaning of a case: names that nothing
// bears, rules that contradict, consents that run in circles, judgements that
// do not fit their scale. It reports everything it finds, in file order; a case
// without errors can be given to any method. File is set, Excerpt is not: the
// text of the file is casefile's.
func (c *Case) Check() []Diagnostic {
	k := &checker{c: c}
	k.names()
	k.issues()
	k.rules()
	k.consents()
	k.ratification()
	for i := range c.Parties {
		k.party(&c.Parties[i])
	}
	k.references()
	k.paths()
	if !HasErrors(k.found) {
		k.statusQuo()
		k.feasible()
		k.noAgreement()
		k.leaks()
	}
	for i := range k.found {
		k.found[i].File = c.File
	}
	return SortDiagnostics(k.found)
}

type checker struct {
	c     *Case
	found []Diagnostic
}

func (k *checker) report(s Severity, at Pos, width int, code, message, why, help string) {
	k.found = append(k.found, Diagnostic{Line: at.Line, Col: at.Col, Width: width, Severity: s, Code: code, Message: message, Why: why, Help: help})
}

// fault reports what a condition or consent rule has wrong, at its place.
func (k *checker) fault(s *Script, code string, e *SyntaxError) {
	width := e.Width
	if end := e.Offset + e.Width; end <= len(s.Text) {
		width = utf8.RuneCountInString(s.Text[e.Offset:end])
	}
	k.report(Error, s.At(e.Offset), width, code, e.Message, e.Why, e.Help)
}

// names finds parties and groups that share a name.
func (k *checker) names() {
	for i := range k.c.Groups {
		g := &k.c.Groups[i]
		if g.ID == all {
			k.report(Error, g.Pos, len(g.ID), "duplicate-name", `a group cannot be called "all"`, "`all` is every party that is nobody's audience", "give the group another name")
		}
		if k.c.PartyIndex(PartyID(g.ID)) >= 0 {
			k.report(Error, g.Pos, len(g.ID), "duplicate-name", fmt.Sprintf("%q is both a party and a group", g.ID), "a consent rule could not tell which is meant", "rename the group")
		}
		if members, _ := k.c.members(string(g.ID)); len(members) == 0 {
			k.report(Error, g.Pos, len(g.ID), "empty-group", fmt.Sprintf("group %q has no members", g.ID), "a group of nobody, or of groups that only name one another, can neither consent nor refuse", "name its members, or take the group out")
		}
		for _, m := range g.Members {
			if m.ID == string(g.ID) {
				k.report(Error, m.Pos, len(m.ID), "duplicate-name", fmt.Sprintf("group %q is a member of itself", g.ID), "a group is made of parties and other groups", "take it out")
			}
		}
	}
}

func (k *checker) issues() {
	for i := range k.c.Issues {
		s := &k.c.Issues[i]
		if s.Scale != nil {
			k.scale(s)
		}
		k.arcs(s)
	}
}

func (k *checker) scale(s *Issue) {
	for j := range s.Options {
		o := &s.Options[j]
		if o.HasAt && (o.At < s.Scale.From || o.At > s.Scale.To) {
			k.report(Error, o.Pos, 0, "off-scale", fmt.Sprintf("option %q lies at %s, outside the scale", o.ID, FormatNumber(o.At)),
				fmt.Sprintf("the scale of %q runs from %s to %s", s.ID, FormatNumber(s.Scale.From), FormatNumber(s.Scale.To)), "move the option or widen the scale")
		}
	}
	if s.Form == Grid {
		if last := s.Number(s.Levels() - 1); !near(last, s.Scale.To, s) {
			k.report(Warning, s.Scale.Pos, 0, "step-misfit", fmt.Sprintf("steps of %s from %s end at %s, not at %s", FormatNumber(s.Scale.Step), FormatNumber(s.Scale.From), FormatNumber(last), FormatNumber(s.Scale.To)),
				"the last number of the scale is never reached", "choose a step that divides the scale")
		}
	}
}

func (k *checker) arcs(s *Issue) {
	type arc struct{ from, to int }
	seen := map[arc]bool{}
	for _, a := range s.Arcs {
		switch {
		case a.From == a.To:
			k.report(Error, a.Pos, 0, "bad-arc", fmt.Sprintf("an arc of %q leads from %q to itself", s.ID, s.LevelID(a.From)), "an arc is a change from one option to another", "name two different options")
		case seen[arc{a.From, a.To}]:
			k.report(Error, a.Pos, 0, "bad-arc", fmt.Sprintf("a second arc of %q from %q to %q", s.ID, s.LevelID(a.From), s.LevelID(a.To)), "each change has one rule", "join the two rules with `or`")
		}
		seen[arc{a.From, a.To}] = true
	}
	start := s.Now
	for _, set := range k.c.NoDeal.Set {
		if set.Issue == s.ID {
			start = set.Level
		}
	}
	if len(s.Arcs) == 0 || start < 0 {
		return
	}
	for level, ok := range s.Reachable(start) {
		if !ok {
			k.report(Note, s.Pos, 0, "unreachable-option", fmt.Sprintf("no arc leads to %q of %q", s.LevelID(level), s.ID),
				"an arc left out does not exist, so no package contains this option", "add an arc to it under `by`, if it can be agreed")
		}
	}
}

// Reachable tells for each level whether arcs lead to it from a level, over any
// number of steps. Without arcs every level is reachable.
func (s *Issue) Reachable(from int) []bool {
	ok := make([]bool, len(s.Options))
	if len(s.Arcs) == 0 {
		for i := range ok {
			ok[i] = true
		}
		return ok
	}
	queue := []int{from}
	ok[from] = true
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, a := range s.Arcs {
			if a.From == at && !ok[a.To] {
				ok[a.To] = true
				queue = append(queue, a.To)
			}
		}
	}
	return ok
}

// condition checks the names a condition uses. It reports whether all is well.
func (k *checker) condition(w *Condition) bool {
	return k.conditionIn(w, &w.Script, 0)
}

// conditionIn checks a condition that stands at an offset of a longer script.
func (k *checker) conditionIn(w *Condition, s *Script, offset int) bool {
	ok := true
	w.root.walk(func(n *condition) {
		i := k.c.IssueIndex(n.issue)
		if i < 0 {
			ok = false
			k.fault(s, "unknown-issue", &SyntaxError{Offset: offset + n.at, Width: len(n.issue), Message: fmt.Sprintf("there is no issue %q", n.issue),
				Why: "a condition can only speak of the case's issues", Help: suggest(string(n.issue), k.issueIDs())})
			return
		}
		if _, _, _, err := n.levels(&k.c.Issues[i]); err != nil {
			ok = false
			err.Offset += offset
			k.fault(s, "unknown-option", err)
		}
	})
	return ok
}

func (k *checker) issueIDs() (ids []string) {
	for i := range k.c.Issues {
		ids = append(ids, string(k.c.Issues[i].ID))
	}
	return ids
}

func (k *checker) rules() {
	for i := range k.c.Rules {
		k.condition(k.c.Rules[i].When)
	}
	for _, w := range k.c.Same {
		k.condition(w)
	}
}

// consents checks the names and counts of every consent rule.
func (k *checker) consents() {
	known := k.playerNames()
	k.c.eachConsent(func(r *Consent) {
		whens, offsets := r.conditions()
		for i, w := range whens {
			k.conditionIn(w, &r.Script, offsets[i])
		}
		r.root.walk(func(n *consent) { k.who(r, n, known) })
	})
}

// playerNames lists what a consent rule may name.
func (k *checker) playerNames() []string {
	var names []string
	for i := range k.c.Parties {
		names = append(names, string(k.c.Parties[i].ID))
	}
	for i := range k.c.Groups {
		names = append(names, string(k.c.Groups[i].ID))
		for _, m := range k.c.Groups[i].Members {
			names = append(names, m.ID)
		}
	}
	return append(names, all)
}

func (k *checker) who(r *Consent, n *consent, known []string) {
	if n.name == "" {
		return
	}
	fault := func(code string, at, width int, message, why, help string) {
		k.fault(&r.Script, code, &SyntaxError{Offset: at, Width: width, Message: message, Why: why, Help: help})
	}
	members, isGroup := k.c.members(n.name)
	switch {
	case !isGroup && k.c.Restricted && n.op == opPlayer:
		return // a party that this reader may not see stays as a bare name
	case !isGroup && !slices.Contains(known, n.name):
		fault("unknown-name", n.at, len(n.name), fmt.Sprintf("%q is neither a party nor a group", n.name),
			"a consent rule names parties, groups and members of groups", suggest(n.name, known))
		return
	case !isGroup && n.op != opPlayer:
		fault("unknown-name", n.at, len(n.name), fmt.Sprintf("%q is a party, not a group", n.name), "`all of`, `any of` and counts need several members", "name a group, or write the party alone")
		return
	case n.op == opPlayer || n.op == opAll || n.op == opAny:
		return
	}
	for _, id := range members {
		if _, ok := k.c.countOf(id, n.count); n.count != "" && !ok {
			fault("missing-count", n.countAt, len(n.count), fmt.Sprintf("%q has no count %q", id, n.count),
				fmt.Sprintf("%q adds up %s over every member of %q", r.Text, n.count, n.name), fmt.Sprintf("write parties.%s.counts.%s", id, n.count))
			return
		}
	}
	var b ballot
	err := n.tally(k.c, members, &b)
	switch {
	case err != nil:
		fault("out-of-reach", n.at, len(n.name), err.Error(), "counts are added exactly", "use a coarser unit, such as millions")
	case n.percent && n.need.Float() > 100:
		fault("out-of-reach", n.at, len(n.name), fmt.Sprintf("%s %% can never be reached", n.need), "a share is at most 100 %", "lower the percentage")
	case b.reachable():
	case n.count == "":
		fault("out-of-reach", n.at, len(n.name), fmt.Sprintf("%s of %d members can never consent", n.need, len(members)), fmt.Sprintf("%q has only %d members", n.name, len(members)), "lower the number or correct the group")
	default:
		fault("out-of-reach", n.at, len(n.name), fmt.Sprintf("%s %s can never be reached", n.need, n.count), fmt.Sprintf("the members of %q have fewer in all", n.name), "lower the number or correct the counts")
	}
}

// ratification finds circles of parties that ratify one another.
func (k *checker) ratification() {
	const unseen, open, done = 0, 1, 2
	state := make([]int, len(k.c.Parties))
	var visit func(i int)
	visit = func(i int) {
		state[i] = open
		p := &k.c.Parties[i]
		if p.RatifiedBy != nil {
			for _, id := range p.RatifiedBy.Named(k.c) {
				j := k.c.PartyIndex(id)
				if j < 0 {
					continue
				}
				if state[j] == open {
					k.report(Error, p.RatifiedBy.Pos, len(p.RatifiedBy.Text), "ratification-cycle", fmt.Sprintf("%q is ratified by %q, which in turn waits for it", p.ID, id),
						"nobody could ever consent first", "let one of them consent on its own")
				} else if state[j] == unseen {
					visit(j)
				}
			}
		}
		state[i] = done
	}
	for i := range state {
		if state[i] == unseen {
			visit(i)
		}
	}
}

func (k *checker) party(p *Party) {
	forms := 0
	for _, has := range []bool{p.Wants.valued(), len(p.Prefers) > 0, len(p.Ranking) > 0, len(p.Scores) > 0} {
		if has {
			forms++
		}
	}
	if forms > 1 {
		k.report(Error, p.Pos, len(p.ID), "two-preferences", fmt.Sprintf("%q says in two ways what it prefers", p.ID), "a party has one of wants, points, prefers, ranking, scores: two could contradict each other", "keep one of them")
	}
	sum, weighted, open := 0.0, false, false
	for j := range p.Wants.Rows {
		r := &p.Wants.Rows[j]
		k.row(p, r)
		if r.Weight != nil {
			sum, weighted = sum+r.Weight.Middle(), true
			open = open || r.Weight.Spread == Unknown
		}
	}
	switch {
	case !weighted, open:
	case sum == 0 && !k.c.Restricted:
		k.report(Error, p.Wants.Pos, 0, "weights-zero", fmt.Sprintf("every weight of %q is 0", p.ID), "a party for which nothing matters has no utility", "give at least one issue a weight")
	case math.Abs(sum-100) > 1e-6:
		k.report(Note, p.Wants.Pos, 0, "weights-sum", fmt.Sprintf("the weights of %q add up to %s", p.ID, FormatNumber(sum)), "weights are relative importance and are normalised to 100", "nothing to do, unless 100 was meant")
	}
	for j := range p.Wants.Links {
		k.condition(p.Wants.Links[j].When)
	}
	for _, entry := range p.Prefers {
		for j := range entry {
			k.condition(entry[j].When)
		}
	}
	for j := range p.Ranking {
		for _, w := range p.Ranking[j].Fits {
			k.condition(w)
		}
	}
	for j := range p.Scores {
		k.condition(p.Scores[j].When)
	}
	for _, pair := range p.Unknown {
		k.condition(pair[0])
		k.condition(pair[1])
	}
	for _, w := range p.SeesNot {
		k.condition(w)
	}
}

// row checks a row against its issue: a place for every position and
// breakpoint, and values that span the scale.
func (k *checker) row(p *Party, r *Row) {
	i := k.c.IssueIndex(r.Issue)
	if i < 0 {
		return // reported where it was read
	}
	s := &k.c.Issues[i]
	scaled := s.Scale != nil || len(s.Options) == 2
	for level := range s.Options {
		_, ok := s.Place(level)
		scaled = scaled && ok
	}
	if r.Position != nil && !scaled {
		k.report(Error, r.Position.Pos, 0, "needs-scale", fmt.Sprintf("a position on %q needs a scale", s.ID), "its options have no places to be near to or far from", "give the issue a `scale` and every option `at`, or list a value for each option")
	}
	if len(r.Breakpoints) > 0 && !scaled {
		k.report(Error, r.Pos, 0, "needs-scale", fmt.Sprintf("`values` on %q need a scale", s.ID), "breakpoints are places on a scale", "give the issue a `scale`, or list a value for each option")
	}
	if s.Scale != nil {
		for j := range r.Breakpoints {
			if b := &r.Breakpoints[j]; b.At < s.Scale.From || b.At > s.Scale.To {
				k.report(Error, b.Pos, 0, "off-scale", fmt.Sprintf("%s lies outside the scale of %q", FormatNumber(b.At), s.ID), fmt.Sprintf("the scale runs from %s to %s", FormatNumber(s.Scale.From), FormatNumber(s.Scale.To)), "move the breakpoint or widen the scale")
			}
		}
	}
	if r.Weight != nil && !p.Wants.Points {
		k.span(p, r)
	}
}

// span notes a row whose best value is below 100 or worst above 0; where a value
// is unknown nobody can tell yet.
func (k *checker) span(p *Party, r *Row) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, q := range r.Values {
		switch {
		case q == nil:
			low, high = math.Min(low, 0), math.Max(high, 0)
		case q.Spread == Unknown:
			return
		default:
			low, high = math.Min(low, q.Middle()), math.Max(high, q.Middle())
		}
	}
	for j := range r.Breakpoints {
		low, high = math.Min(low, r.Breakpoints[j].Value.Middle()), math.Max(high, r.Breakpoints[j].Value.Middle())
	}
	if !r.hasValues() && len(r.Breakpoints) == 0 || low <= 0 && high >= 100 {
		return
	}
	k.report(Note, r.Pos, 0, "value-span", fmt.Sprintf("the values of %q for %q run from %s to %s, not from 0 to 100", r.Issue, p.ID, FormatNumber(low), FormatNumber(high)),
		"the weight is then not what the step from worst to best is worth (a swing weight)", "give the best option 100 and the worst 0, and let the weight say how much the step matters")
}

// references checks mentions of parties, sources and evidence.
func (k *checker) references() {
	party := func(id PartyID, at Pos, where string) {
		if id != "" && !k.c.Restricted && k.c.PartyIndex(id) < 0 && !slices.Contains(k.c.Players(), id) {
			k.report(Error, at, len(id), "unknown-party", fmt.Sprintf("there is no party %q", id), where+" names a party of the case", suggest(string(id), k.partyIDs()))
		}
	}
	evidence := func(refs []Ref) {
		for _, r := range refs {
			if k.c.FindEvidence(r.ID) == nil {
				k.report(Error, r.Pos, len(r.ID), "unknown-evidence", fmt.Sprintf("there is no evidence %q", r.ID), "`because` and `against` name entries under `evidence`", suggest(string(r.ID), k.evidenceIDs()))
			}
		}
	}
	label := func(m *Meta) {
		for _, id := range m.Label.Parties() {
			party(id, m.Pos, "a caucus label")
		}
	}
	k.c.eachMeta(func(m *Meta) { evidence(m.Because); evidence(m.Against); label(m) })
	for i := range k.c.Evidence {
		e := &k.c.Evidence[i]
		evidence(e.Because)
		evidence(e.Against)
		label(&e.Meta)
		for _, id := range slices.Concat(e.About, e.SaidBy) {
			party(id, e.Pos, "evidence")
		}
		if k.c.FindSource(e.Source) == nil {
			k.report(Error, e.Pos, 0, "unknown-source", fmt.Sprintf("there is no source %q", e.Source), "evidence quotes one of the case's sources", suggest(string(e.Source), k.sourceIDs()))
		}
	}
	for i := range k.c.Parties {
		p := &k.c.Parties[i]
		party(p.Of, p.Pos, "`of`")
		if p.Of == p.ID {
			k.report(Error, p.Pos, len(p.ID), "unknown-party", fmt.Sprintf("%q is its own audience", p.ID), "`of` names the party that this one belongs to", "name another party or take `of` out")
		}
	}
	for i := range k.c.Relations {
		r := &k.c.Relations[i]
		party(r.From, r.Pos, "a relation")
		party(r.To, r.Pos, "a relation")
	}
	for _, s := range k.c.Power {
		party(s.Party, s.Share.Pos, "`power`")
	}
	for _, ids := range k.c.Coalitions {
		for _, id := range ids {
			party(id, Pos{}, "`coalitions`")
		}
	}
}

func (k *checker) partyIDs() (ids []string) {
	for i := range k.c.Parties {
		ids = append(ids, string(k.c.Parties[i].ID))
	}
	return ids
}

func (k *checker) evidenceIDs() (ids []string) {
	for i := range k.c.Evidence {
		ids = append(ids, string(k.c.Evidence[i].ID))
	}
	return ids
}

func (k *checker) sourceIDs() (ids []string) {
	for i := range k.c.Sources {
		ids = append(ids, string(k.c.Sources[i].ID))
	}
	return ids
}

// paths checks that correlated ranges exist.
func (k *checker) paths() {
	if len(k.c.Correlated) == 0 {
		return
	}
	known := k.c.quantityPaths()
	for _, r := range k.c.Correlated {
		for _, p := range r.Of {
			if n := matches(p, known); n != 1 {
				k.report(Error, r.Pos, 0, "unknown-path", fmt.Sprintf("%q names %d numbers of the case", p, n), "a path, or a unique end of one, leads to one number", suggest(p, known))
			}
		}
	}
}

// matches counts the paths that are p or end in it.
func matches(p string, known []string) int {
	n := 0
	for _, q := range known {
		if q == p {
			return 1
		}
		if strings.HasSuffix(q, "."+p) {
			n++
		}
	}
	return n
}

// leaks warns of rules that name what fewer readers may see than the thing that
// holds the rule.
func (k *checker) leaks() {
	labels := k.c.labels()
	if k.c.SignedBy != nil {
		k.leak(k.c.SignedBy, Open, labels)
	}
	for i := range k.c.Issues {
		s := &k.c.Issues[i]
		m := s.gathered()
		if s.By != nil {
			k.leak(s.By, labels.of(&m), labels)
		}
		for j := range s.Arcs {
			k.leak(s.Arcs[j].By, labels.of(&m), labels)
		}
	}
	for i := range k.c.Parties {
		if p := &k.c.Parties[i]; p.RatifiedBy != nil {
			k.leak(p.RatifiedBy, labels.of(&p.Meta), labels)
		}
	}
}

func (k *checker) leak(r *Consent, holder Label, labels labels) {
	for _, id := range r.Named(k.c) {
		if i := k.c.PartyIndex(id); i >= 0 && !labels.of(&k.c.Parties[i].Meta).Visible(holder) {
			k.report(Warning, r.Pos, len(r.Text), "label-leak", fmt.Sprintf("this rule names %q, which is not open", id), "a reader who may not see the party still sees its name here", "label what holds the rule, or leave the party's name open and label its rows")
		}
	}
	for _, id := range r.Issues() {
		i := k.c.IssueIndex(id)
		if i < 0 {
			continue
		}
		if m := k.c.Issues[i].gathered(); !labels.of(&m).Visible(holder) {
			k.report(Warning, r.Pos, len(r.Text), "label-leak", fmt.Sprintf("this rule speaks of %q, which is not open", id), "a reader who may not see the issue is shown the default rule instead", "label what holds the rule too")
		}
	}
}
