package bargain

import "detente"

// Good is a thing that one of two parties owns and either may have a use for.
type Good struct {
	ID    detente.IssueID
	Name  string
	Owner int        // 0 or 1
	Worth [2]float64 // points, to whoever has it
}

// Barter returns the case of two parties that may exchange goods, without money:
// each good is an issue that is settled by who has it, and without a deal
// everybody keeps his own.
func Barter(parties [2]detente.PartyID, goods []Good) *detente.Case {
	c := &detente.Case{Title: "Barter"}
	for _, id := range parties {
		c.Parties = append(c.Parties, detente.Party{ID: id, Wants: detente.Wants{Written: true, Points: true}})
	}
	for _, g := range goods {
		s := detente.Issue{ID: g.ID, Form: detente.Named, Now: g.Owner, Decided: detente.NoLevel}
		s.Name = g.Name
		for who, id := range parties {
			s.Options = append(s.Options, detente.Option{ID: detente.OptionID(id)})
			has, lacks := detente.Number(g.Worth[who]), detente.Number(0)
			values := []*detente.Quantity{&lacks, &lacks}
			values[who] = &has
			w := &c.Parties[who].Wants
			w.Rows = append(w.Rows, detente.Row{Issue: g.ID, Values: values})
		}
		c.Issues = append(c.Issues, s)
	}
	return c
}
