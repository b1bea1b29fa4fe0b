package brief

import "strconv"

// titles finds persons whose office the documents state differently: the former
// president in one, the president in another.
func (c *comparer) titles(accounts []*account) {
	for k := range c.m.members {
		if c.m.members[k].kind != Leader {
			continue
		}
		var former, present []Quote
		for _, a := range accounts {
			f, p := titlesIn(a, k)
			switch {
			case len(f) > 0: // "President Trump" beside "former President" is no contradiction
				former = append(former, f[0])
			case len(p) > 0:
				present = append(present, p[0])
			}
		}
		if len(former) > 0 && len(present) > 0 {
			x := Comparison{
				Kind: Contradicts, Party: strconv.Itoa(k), Why: "one document calls the office a former one, another does not",
				Claim: c.m.members[k].name + ": " + former[0].Text + " / " + present[0].Text,
			}
			x.Quotes = append(append(x.Quotes, former...), present...)
			c.keep(x, nil)
		}
	}
}

// titlesIn returns how a document titles a person: with "former", and without.
func titlesIn(a *account, member int) (former, present []Quote) {
	for i := range a.parties {
		if a.parties[i].state != member {
			continue
		}
		for n, q := range a.parties[i].titles {
			if a.parties[i].former[n] {
				former = append(former, q)
			} else {
				present = append(present, q)
			}
		}
	}
	return former, present
}

// contradictions marks pairs that cannot both be right: yes against no, other
// numbers or dates for the same thing, another doer of the same deed.
func (c *comparer) contradictions() {
	used, shown := map[int]bool{}, 0
	for i := range c.pairs {
		if shown == mostShown {
			return
		}
		p := &c.pairs[i]
		why := c.contrary(*p)
		if why == "" || used[p.a] || used[p.b] {
			continue
		}
		used[p.a], used[p.b] = true, true
		p.kind = Contradicts
		shown++
		c.add(Contradicts, []int{p.a, p.b}, p.likeness, why)
	}
}

// contrary names the rule by which a pair contradicts, or returns "".
func (c *comparer) contrary(p pair) string {
	a, b := c.units[p.a], c.units[p.b]
	same := c.sameSide(p)
	facts := c.sides[p.a] < 0 || c.sides[p.b] < 0
	aligned := p.likeness >= amountLikeness || p.shared >= 2 && p.likeness >= contraryLikeness
	if same && c.likeAims(a, b) {
		aligned = p.shared >= 1
	}
	switch {
	case c.blamesOther(p) || c.otherDoer(p):
		return "each names another doer"
	case same && a.negated != b.negated && p.likeness >= contraryLikeness/2 && c.opens(a, b):
		return "one says no where the other says yes"
	case (same && c.likeAims(a, b) || facts) && aligned && otherAmount(a, b, p.likeness >= sameWords):
		return "the numbers differ"
	case (same || facts) && aligned && otherTime(a, b):
		return "the dates differ"
	case (same || facts) && p.shared >= 2 && p.likeness >= amountLikeness && a.direction*b.direction < 0 && a.denied == b.denied:
		return "one says that it rises, the other that it falls"
	case p.shared >= 2 && p.likeness >= contraryLikeness && a.stand*b.stand < 0:
		return "one denies what the other confirms"
	case facts && c.sides[p.a] < 0 && c.sides[p.b] < 0 && p.shared >= 2 && p.likeness >= sameWords && a.denied != b.denied && a.past == b.past:
		return "one says no where the other says yes"
	case p.shared >= 1 && p.likeness >= contraryLikeness/2 && (c.foresees(p.a) && c.doubts(p.b) || c.foresees(p.b) && c.doubts(p.a)):
		return "one expects it, the other does not"
	case a.kind == Expectation && b.kind == Expectation && p.shared >= 1 && otherTime(a, b):
		return "they expect it at different times"
	}
	return ""
}

// likeAims reports whether two statements of one side may differ only in a
// number: both tell what it wants, or both what it does, or facts.
func (c *comparer) likeAims(a, b *unit) bool { return a.kind == b.kind || alikeKinds(a.kind, b.kind) }

// foresees and doubts report whether a unit expects something, or expects that it
// will not be.
func (c *comparer) foresees(i int) bool {
	return c.units[i].kind == Expectation && !c.units[i].negated && c.sides[i] >= 0
}

func (c *comparer) doubts(i int) bool {
	u := c.units[i]
	return u.negated && u.thinks && c.sides[i] >= 0 && (u.kind == Expectation || u.kind == Concern)
}

// opens reports whether the unit of the two that says no is set against one that
// opens a door.
func (c *comparer) opens(a, b *unit) bool {
	if a.negated {
		return b.open || b.kind == Expectation
	}
	return a.open || a.kind == Expectation
}

// blamesOther reports whether two units of one event blame different sides.
func (c *comparer) blamesOther(p pair) bool {
	a, b := c.units[p.a], c.units[p.b]
	return a.blames >= 0 && b.blames >= 0 && a.blames != b.blames && p.shared >= 1 && c.sides[p.a] != c.sides[p.b]
}
