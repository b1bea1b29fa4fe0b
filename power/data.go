package power

import "detente"

// data is the documented JSON of power/indices: of signed_by at the top, every
// other voting rule under "rules", who can block what under "blocks".
func (a *Answer) data() detente.Object {
	signatories := a.Signatories()
	var out detente.Object
	if signatories != nil {
		out = signatories.data()
	} else {
		out = detente.Object{{Name: "players", Value: detente.Object{}}, {Name: "winning", Value: nil}, {Name: "coalitions", Value: nil}, {Name: "decisiveness", Value: nil}}
	}
	rules := []detente.Object{}
	for _, b := range a.Bodies {
		if b != signatories {
			rules = append(rules, append(detente.Object{{Name: "path", Value: b.Path}}, b.data()...))
		}
	}
	blocks := []detente.Object{}
	for _, b := range a.Blocks {
		blocks = append(blocks, b.data())
	}
	return append(out, detente.Field{Name: "rules", Value: rules}, detente.Field{Name: "blocks", Value: blocks})
}

func (b *Body) data() detente.Object {
	if b.Refused != nil {
		return detente.Object{{Name: "players", Value: detente.Object{}}, {Name: "winning", Value: nil}, {Name: "coalitions", Value: nil},
			{Name: "decisiveness", Value: nil}, {Name: "refused", Value: b.Refused.Error()}, {Name: "vetoes", Value: words(b.Vetoes)}}
	}
	x := b.Indices
	players := detente.Object{}
	for i, p := range b.Players {
		players = append(players, detente.Field{Name: string(p), Value: detente.Object{
			{Name: "banzhaf", Value: x.Banzhaf[i]},
			{Name: "banzhaf_absolute", Value: x.Absolute[i]},
			{Name: "shapley_shubik", Value: x.ShapleyShubik[i]},
			{Name: "deegan_packel", Value: x.DeeganPackel[i]},
			{Name: "holler", Value: x.Holler[i]},
			{Name: "johnston", Value: x.Johnston[i]},
			{Name: "coleman_prevent", Value: x.Prevent[i]},
			{Name: "coleman_initiate", Value: x.Initiate[i]},
			{Name: "swings", Value: x.Swings[i].String()},
		}})
	}
	return detente.Object{
		{Name: "players", Value: players},
		{Name: "winning", Value: x.Winning.String()},
		{Name: "coalitions", Value: x.Coalitions.String()},
		{Name: "decisiveness", Value: x.Decisiveness},
		{Name: "minimal_winning", Value: x.Minimal.String()},
		{Name: "vetoes", Value: words(b.Vetoes)},
		{Name: "dummies", Value: words(b.Dummies)},
	}
}

func (b *Block) data() detente.Object {
	together := [][]string{}
	for _, g := range b.Together {
		together = append(together, words(g))
	}
	return detente.Object{
		{Name: "path", Value: b.Path},
		{Name: "rule", Value: b.Text},
		{Name: "alone", Value: words(b.Alone)},
		{Name: "together", Value: together},
		{Name: "complete", Value: b.All},
		{Name: "suffices", Value: words(b.Suffices)},
	}
}

// words is ids as JSON shows them: never null.
func words(ids []detente.PartyID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
