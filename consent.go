package detente

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// Consent is a rule that says whose yes is needed: parties and groups joined
// by and, or and parentheses; `all of g`, `any of g`, `9 of g`, `255 votes of
// g`, `65% of population of g`, `60% of g`; and `C if condition`, which asks
// for C only where the condition holds. A bare group means all of it. Counts
// mean "at least".
type Consent struct {
	Script
	root *consent
}

type consentOp int

const (
	opPlayer consentOp = iota // a party, a player of a group, or a bare group
	opAll
	opAny
	opCount // n of g, n votes of g, n% of g, n% of population of g
	opBoth  // and
	opEither
	opWhere // c if condition
)

// consent is a node of the syntax tree.
type consent struct {
	op       consentOp
	name     string // player or group
	at       int
	need     Decimal
	percent  bool
	count    string // votes, population, ...; "" counts heads
	countAt  int
	children []*consent
	when     *Condition // opWhere
	whenAt   int
}

// AllOf returns the rule that asks for every one of some parties, and Always
// holds where there are none.
func AllOf(ids []PartyID) *Consent {
	words := make([]string, len(ids))
	root := &consent{op: opBoth}
	for i, id := range ids {
		words[i] = string(id)
		root.children = append(root.children, &consent{op: opPlayer, name: string(id)})
	}
	return &Consent{Script: Script{Text: strings.Join(words, " and ")}, root: root}
}

// ParseConsent reads a consent rule. It knows no case: names are checked by
// Case.Check and bound by Compile.
func ParseConsent(text string) (*Consent, *SyntaxError) {
	l := newLexer(text)
	root := parseWhere(l)
	l.finish("a consent rule")
	if l.err != nil {
		return nil, l.err
	}
	return &Consent{Script: Script{Text: text}, root: root}, nil
}

func parseWhere(l *lexer) *consent {
	left := parseEither(l)
	if l.tok.kind == tokName && l.tok.text == "iff" {
		l.fail(l.tok.at, 3, `"iff" cannot stand in a consent rule`, "a rule says whose yes is needed, and a yes is never ruled out by another fact", `write "if"`)
	}
	at := l.tok.at
	if !l.word("if") {
		return left
	}
	start := l.tok.at
	root := parseOr(l)
	end := l.tok.at
	if l.err != nil {
		return left
	}
	text := strings.TrimRight(l.text[start:end], " \t\r\n")
	shift(root, -start)
	when := &Condition{Script: Script{Text: text}, root: root}
	return &consent{op: opWhere, at: at, children: []*consent{left}, when: when, whenAt: start}
}

// shift moves the offsets of a condition that was read inside a longer text.
func shift(n *condition, by int) {
	n.at += by
	n.valueAt += by
	for _, k := range n.children {
		shift(k, by)
	}
}

func parseEither(l *lexer) *consent {
	terms := []*consent{parseBoth(l)}
	for l.word("or") {
		terms = append(terms, parseBoth(l))
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return &consent{op: opEither, children: terms}
}

func parseBoth(l *lexer) *consent {
	terms := []*consent{parseWho(l)}
	for l.word("and") {
		terms = append(terms, parseWho(l))
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return &consent{op: opBoth, children: terms}
}

const whoHelp = "name a party or group, or write `all of g`, `any of g`, `9 of g`, `255 votes of g`, `65% of population of g`"

func parseWho(l *lexer) *consent {
	if !l.enter() {
		return &consent{}
	}
	defer func() { l.depth-- }()
	t := l.tok
	switch {
	case l.symbol("("):
		inner := parseWhere(l)
		l.close()
		return inner
	case t.kind == tokNumber:
		return parseCount(l)
	case t.kind != tokName:
		l.unexpected("a party or group", whoHelp)
		return &consent{}
	case t.text == "not":
		l.fail(t.at, 3, `"not" cannot stand in a consent rule`, "a rule says whose yes is needed; nobody's refusal can make a deal", "take it out, or put the condition after `if`: russia if not fire=ceasefire")
		return &consent{}
	case keyword(t.text) && t.text != "any":
		l.unexpected("a party or group", whoHelp)
		return &consent{}
	}
	l.advance()
	if (t.text == "all" || t.text == "any") && l.word("of") {
		op := opAll
		if t.text == "any" {
			op = opAny
		}
		at := l.tok.at
		return &consent{op: op, name: groupName(l), at: at}
	}
	if t.text == "any" {
		l.fail(t.at, len(t.text), `"any" needs "of" and a group`, "any by itself names nobody", "write `any of g`")
	}
	if l.tok.kind == tokSymbol && strings.Contains("=<>", l.tok.text[:1]) {
		l.fail(t.at, len(t.text), fmt.Sprintf("%q is compared like an issue", t.text), "a consent rule names parties; conditions over issues stand after `if`", "write `PARTY if "+t.text+l.tok.text+"...`")
	}
	return &consent{op: opPlayer, name: t.text, at: t.at}
}

func groupName(l *lexer) string {
	if l.tok.kind != tokName || keyword(l.tok.text) {
		l.unexpected("the name of a group", "write the group after `of`")
		return ""
	}
	name := l.tok.text
	l.advance()
	return name
}

// parseCount reads n of g, n votes of g, n% of g and n% of population of g.
func parseCount(l *lexer) *consent {
	t := l.tok
	need, err := ParseDecimal(t.text)
	if err != nil {
		l.fail(t.at, len(t.text), err.Error(), "votes and shares are counted exactly", "write a plain number such as 9 or 65.5")
		return &consent{}
	}
	n := &consent{op: opCount, need: need}
	l.advance()
	n.percent = l.symbol("%")
	if n.percent && !l.word("of") {
		l.unexpected(`"of"`, "write `65% of population of g` or `60% of g`")
	}
	name := l.tok
	if !n.percent && l.word("of") {
		n.at = l.tok.at
		n.name = groupName(l)
		return n
	}
	first := groupName(l)
	if l.word("of") {
		n.count, n.countAt, n.at = first, name.at, l.tok.at
		n.name = groupName(l)
		return n
	}
	n.name, n.at = first, name.at
	if !n.percent {
		l.unexpected(`"of"`, "write `9 of g` or `255 votes of g`")
	}
	return n
}

func (n *consent) walk(f func(*consent)) {
	f(n)
	for _, k := range n.children {
		k.walk(f)
	}
}

// Counts reports whether the rule counts members or votes.
func (c *Consent) Counts() bool {
	found := false
	c.root.walk(func(n *consent) { found = found || n.op == opCount })
	return found
}

// Conditions returns the conditions after `if`, from left to right, with their
// offsets into the rule's text.
func (c *Consent) conditions() (whens []*Condition, offsets []int) {
	c.root.walk(func(n *consent) {
		if n.op == opWhere {
			whens, offsets = append(whens, n.when), append(offsets, n.whenAt)
		}
	})
	return whens, offsets
}

// Issues returns the issues that the rule's conditions speak of, each once.
func (c *Consent) Issues() []IssueID {
	var ids []IssueID
	whens, _ := c.conditions()
	for _, w := range whens {
		for _, id := range w.Issues() {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// Named returns the players a rule names, groups expanded, each once.
func (c *Consent) Named(cs *Case) []PartyID {
	var ids []PartyID
	seen := map[PartyID]bool{}
	add := func(id PartyID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	c.root.walk(func(n *consent) {
		if n.name == "" {
			return
		}
		if members, ok := cs.members(n.name); ok {
			for _, id := range members {
				add(id)
			}
			return
		}
		add(PartyID(n.name))
	})
	return ids
}

// Players returns everybody a consent rule can count: the parties in declared
// order, then names that only groups and rules know, in order of first mention.
// A Coalition is over these.
func (c *Case) Players() []PartyID {
	var ids []PartyID
	seen := map[PartyID]bool{}
	add := func(id PartyID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for i := range c.Parties {
		add(c.Parties[i].ID)
	}
	for i := range c.Groups {
		members, _ := c.members(string(c.Groups[i].ID))
		for _, id := range members {
			add(id)
		}
	}
	c.eachConsent(func(r *Consent) {
		for _, id := range r.Named(c) {
			add(id)
		}
	})
	return ids
}

// eachConsent calls f on every consent rule, in the order of the design: who
// signs, issues and their arcs, ratification.
func (c *Case) eachConsent(f func(*Consent)) {
	if c.SignedBy != nil {
		f(c.SignedBy)
	}
	for i := range c.Issues {
		if by := c.Issues[i].By; by != nil {
			f(by)
		}
		for j := range c.Issues[i].Arcs {
			f(c.Issues[i].Arcs[j].By)
		}
	}
	for i := range c.Parties {
		if r := c.Parties[i].RatifiedBy; r != nil {
			f(r)
		}
	}
}

// all is the group of every party that is nobody's audience.
const all = "all"

// members returns the players of a group, nested groups flattened, each once.
// ok is false where no group has the name.
func (c *Case) members(name string) (ids []PartyID, ok bool) {
	seen := map[string]bool{}
	var add func(name string) bool
	add = func(name string) bool {
		if seen[name] {
			return true
		}
		seen[name] = true
		if g := c.group(name); g != nil {
			for _, m := range g.Members {
				if !add(m.ID) {
					ids = append(ids, PartyID(m.ID))
				}
			}
			return true
		}
		if name != all {
			return false
		}
		for i := range c.Parties {
			if p := &c.Parties[i]; p.Of == "" && !seen[string(p.ID)] {
				seen[string(p.ID)] = true
				ids = append(ids, p.ID)
			}
		}
		return true
	}
	ok = add(name)
	return ids, ok
}

func (c *Case) group(name string) *Group {
	for i := range c.Groups {
		if string(c.Groups[i].ID) == name {
			return &c.Groups[i]
		}
	}
	return nil
}

// Signed returns the rule that makes a deal: signed_by, or by default every
// party that has wants or points.
func (c *Case) Signed() *Consent {
	if c.SignedBy != nil {
		return c.SignedBy
	}
	var ids []PartyID
	for i := range c.Parties {
		if c.Parties[i].Wants.Written {
			ids = append(ids, c.Parties[i].ID)
		}
	}
	return AllOf(ids)
}

// Coalition is a set of players, by index in Case.Players.
type Coalition []uint64

// NewCoalition returns the empty coalition of n players.
func NewCoalition(n int) Coalition { return make(Coalition, (n+63)/64) }

// Has reports whether player i belongs to the coalition.
func (s Coalition) Has(i int) bool { return s[i>>6]&(1<<(i&63)) != 0 }

// Add puts player i into the coalition.
func (s Coalition) Add(i int) { s[i>>6] |= 1 << (i & 63) }

// Remove takes player i out of the coalition.
func (s Coalition) Remove(i int) { s[i>>6] &^= 1 << (i & 63) }

// Clear empties the coalition.
func (s Coalition) Clear() { clear(s) }

// Ballot is a consent rule bound to a case and compiled.
type Ballot struct {
	root     ballot
	Unbound  bool  // it holds for every coalition whatever the outcome: no rule at all
	Named    []int // players the rule names, groups expanded
	Counting bool  // it counts members or votes
}

type ballot struct {
	op       consentOp
	who      []int
	weights  []int64 // opCount
	need     int64
	children []ballot
	when     Test
}

// Compile binds a consent rule to a case and its players (Case.Players). It
// fails where the rule names what the case does not have or where a member
// lacks a count; Case.Check says the same with a place.
func (c *Consent) Compile(cs *Case, players []PartyID) (Ballot, error) {
	index := make(map[PartyID]int, len(players))
	for i, id := range players {
		index[id] = i
	}
	root, err := c.root.compile(cs, index)
	if err != nil {
		return Ballot{}, fmt.Errorf("consent rule %q: %w", c.Text, err)
	}
	b := Ballot{root: root, Counting: c.Counts()}
	for _, id := range c.Named(cs) {
		b.Named = append(b.Named, index[id])
	}
	b.Unbound = root.always()
	return b, nil
}

// always reports whether a rule holds for the empty coalition, and so for every
// one, whatever the outcome.
func (b *ballot) always() bool {
	switch b.op {
	case opAll:
		return len(b.who) == 0
	case opAny:
		return false
	case opCount:
		return b.need <= 0
	case opEither:
		return slices.ContainsFunc(b.children, func(k ballot) bool { return k.always() })
	}
	return !slices.ContainsFunc(b.children, func(k ballot) bool { return !k.always() })
}

// reachable reports whether every count of a rule lies within what its members
// add up to.
func (b *ballot) reachable() bool {
	var sum int64
	for _, w := range b.weights {
		sum += w
	}
	return b.need <= sum && !slices.ContainsFunc(b.children, func(k ballot) bool { return !k.reachable() })
}

func (n *consent) compile(cs *Case, index map[PartyID]int) (ballot, error) {
	b := ballot{op: n.op}
	for _, k := range n.children {
		child, err := k.compile(cs, index)
		if err != nil {
			return b, err
		}
		b.children = append(b.children, child)
	}
	if n.op == opWhere {
		when, err := n.when.Compile(cs)
		b.when = when
		return b, err
	}
	if n.name == "" {
		return b, nil
	}
	ids, isGroup := cs.members(n.name)
	if !isGroup {
		ids = []PartyID{PartyID(n.name)}
	}
	for _, id := range ids {
		i, ok := index[id]
		if !ok {
			return b, fmt.Errorf("no player %q", id)
		}
		b.who = append(b.who, i)
	}
	if n.op == opPlayer {
		b.op = opAll
	}
	if n.op == opCount {
		return b, n.tally(cs, ids, &b)
	}
	return b, nil
}

// tally turns counts and a threshold into whole numbers of one exact unit.
func (n *consent) tally(cs *Case, ids []PartyID, b *ballot) error {
	values := make([]*big.Rat, len(ids))
	total := new(big.Rat)
	places := n.need.places
	for i, id := range ids {
		d := Decimal{digits: 1}
		if n.count != "" {
			var ok bool
			if d, ok = cs.countOf(id, n.count); !ok {
				return fmt.Errorf("%q has no count %q", id, n.count)
			}
		}
		places = max(places, d.places)
		values[i] = d.rat()
		total.Add(total, values[i])
	}
	need := n.need.rat()
	if n.percent {
		need.Mul(need, total)
		need.Quo(need, big.NewRat(100, 1))
	}
	unit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	for _, v := range values {
		w := new(big.Rat).Mul(v, unit).Num()
		if !w.IsInt64() || w.BitLen() > 50 {
			return fmt.Errorf("the counts of %q are too large to add exactly", n.name)
		}
		b.weights = append(b.weights, w.Int64())
	}
	need.Mul(need, unit)
	up := new(big.Int).Add(need.Num(), new(big.Int).Sub(need.Denom(), big.NewInt(1)))
	up.Div(up, need.Denom())
	if !up.IsInt64() {
		return fmt.Errorf("%s is out of reach for %q", n.need, n.name)
	}
	b.need = up.Int64()
	return nil
}

// countOf returns a party's count.
func (c *Case) countOf(id PartyID, name string) (Decimal, bool) {
	i := c.PartyIndex(id)
	if i < 0 {
		return Decimal{}, false
	}
	for _, count := range c.Parties[i].Counts {
		if count.Name == name {
			return count.Value, true
		}
	}
	return Decimal{}, false
}

// Holds reports whether the rule holds for an outcome when exactly the players
// in yes consent.
func (b *Ballot) Holds(yes Coalition, o Outcome) bool { return b.root.holds(yes, o) }

func (b *ballot) holds(yes Coalition, o Outcome) bool {
	switch b.op {
	case opAll:
		for _, i := range b.who {
			if !yes.Has(i) {
				return false
			}
		}
		return true
	case opAny:
		for _, i := range b.who {
			if yes.Has(i) {
				return true
			}
		}
		return false
	case opCount:
		var sum int64
		for j, i := range b.who {
			if yes.Has(i) {
				sum += b.weights[j]
			}
		}
		return sum >= b.need
	case opEither:
		for i := range b.children {
			if b.children[i].holds(yes, o) {
				return true
			}
		}
		return false
	case opWhere:
		return !b.when.Holds(o) || b.children[0].holds(yes, o)
	}
	for i := range b.children {
		if !b.children[i].holds(yes, o) {
			return false
		}
	}
	return true
}
