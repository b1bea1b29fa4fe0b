package report

import "detente"

// graph prints each node and, below it, where its edges lead.
func (p *page) graph(b *detente.Graph) {
	p.title(b.Title)
	n := p.cut(len(b.Nodes), rowLimit)
	for _, node := range b.Nodes[:n] {
		p.text(noStyle, nodeText(node), len(indent))
		for _, e := range b.Edges {
			if e.From == node.ID {
				for i, s := range wrap(edgeText(b, e), p.prose()-4, 0) {
					lead := "  → "
					if i > 0 {
						lead = "    "
					}
					p.line(lead + s)
				}
			}
		}
	}
	p.more(len(b.Nodes) - n)
}

// nodeText is a node in words: "s1: as signed (start)".
func nodeText(n detente.Node) string {
	s := n.ID
	if n.Label != "" && n.Label != n.ID {
		s += ": " + n.Label
	}
	if n.Kind != "" {
		s += " (" + n.Kind + ")"
	}
	return s
}

// edgeText is an edge in words, without where it starts: "s2: Russia (breach)".
func edgeText(b *detente.Graph, e detente.Edge) string {
	s := e.To
	for _, n := range b.Nodes {
		if n.ID == e.To && n.Label != "" && n.Label != n.ID {
			s += ", " + n.Label
		}
	}
	if e.Label != "" {
		s += ": " + e.Label
	}
	if e.Kind != "" {
		s += " (" + e.Kind + ")"
	}
	return s
}
