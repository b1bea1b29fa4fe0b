package assess

import "detente"

// Result renders what is known of one deal: whether it would last, the reason
// for each party, the coalitions that would leave together, and a drawing of who
// would leave and what would answer.
func (one *Holding) Result() *detente.Result {
	name := one.Deal.ID
	if name == "" {
		name = "it"
	}
	r := &detente.Result{Method: "assess/holds", Title: "Would " + name + " hold", Status: detente.OK}
	list := one.paragraph()
	list.Title = "Who would leave, and what would answer"
	if one.Hold == nil {
		r.Answer = list.Items[0].Text
		return r
	}
	r.Answer = one.Hold.Verdict()
	if d := one.Hold.Drawing(); d != nil {
		d.Title = "The moves that matter"
		r.Add(d)
	}
	r.Add(list)
	return r
}
