package detente

// What the tests in package detente_test need from the inside.

// Numerals returns the numbers that a text states.
func Numerals(text string) []float64 { return numerals(text) }

// Tabled reports whether a test was compiled to a table.
func (t *Test) Tabled() bool { return t.table != nil }

// Steps binds a condition to a case without making a table of it.
func (c *Condition) Steps(cs *Case) (func(Outcome) bool, error) {
	var t Test
	if err := t.compile(cs, c.root); err != nil {
		return nil, err
	}
	return t.run, nil
}

// Tree prints what a condition was read as, every part in parentheses.
func (c *Condition) Tree() string { return c.root.tree() }

func (n *condition) tree() string {
	part := func(k *condition) string {
		if k.op <= opTaken {
			return k.tree()
		}
		return "(" + k.tree() + ")"
	}
	word := map[conditionOp]string{opAnd: " and ", opOr: " or ", opIf: " if ", opIff: " iff "}[n.op]
	switch {
	case n.op == opTaken:
		return string(n.issue)
	case n.op <= opCompare:
		return string(n.issue) + n.compare + n.value
	case n.op == opNot:
		return "not " + part(n.children[0])
	}
	text := ""
	for i, k := range n.children {
		if i > 0 {
			text += word
		}
		text += part(k)
	}
	return text
}

// Tree prints what a consent rule was read as, every part in parentheses.
func (c *Consent) Tree() string { return c.root.tree() }

func (n *consent) tree() string {
	part := func(k *consent) string {
		if len(k.children) == 0 {
			return k.tree()
		}
		return "(" + k.tree() + ")"
	}
	word := " and "
	switch n.op {
	case opPlayer:
		return n.name
	case opAll:
		return "all of " + n.name
	case opAny:
		return "any of " + n.name
	case opCount:
		text := n.need.String()
		if n.percent {
			text += "%"
		}
		if n.count != "" {
			text += " of " + n.count
			if !n.percent {
				text = n.need.String() + " " + n.count
			}
		}
		return text + " of " + n.name
	case opWhere:
		return part(n.children[0]) + " if (" + n.when.Tree() + ")"
	case opEither:
		word = " or "
	}
	text := ""
	for i, k := range n.children {
		if i > 0 {
			text += word
		}
		text += part(k)
	}
	return text
}
