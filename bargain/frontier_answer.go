package bargain

import (
	"fmt"
	"math"
	"math/big"
	"slices"

	"detente"
)

// listed is how many deals a table shows before it turns to a spread of them.
const listed = 12

// Result renders the answer.
func (f *Frontier) Result() *detente.Result {
	p := f.p
	r := p.answer("frontier", "Efficient deals")
	r.Answer = f.sentence()
	if len(f.Deals) > 0 {
		with, without := f.display()
		n := 0
		for i := range f.Deals {
			if f.Deals[i].OnConsented {
				n++
			}
		}
		if len(with) > 0 {
			r.Add(f.table("Deals with every consent", with, n))
		}
		if len(without) > 0 {
			r.Add(f.table("Deals that would be efficient if no other consent were needed", without, len(f.Deals)-n))
		}
		if len(p.signers) > 1 {
			r.Add(f.picture(append(with, without...)))
		}
	}
	r.Definitions = []string{
		"Efficient: no other package of the same set is better for one signatory and worse for none. Only signatories with numbers count: " + list(p.gainers()) + ".",
		"Packages that are worth the same to all of them are one deal; the first in file order stands for it, one with consent if there is one.",
		p.exactness(),
		utilityMeans,
		"Opposition: the smallest distance of a preferred package to the point where every signatory has the most that any outcome gives it, each on a scale on which that most is 1.",
	}
	switch {
	case f.Exact:
	case f.Epsilon > f.p.reach()/2:
		r.Definitions = append(r.Definitions, "The efficient deals are too many to list, and the issues hang together so closely that nothing useful can be promised about how near those listed come to the others.")
	case math.IsNaN(f.Epsilon):
		r.Definitions = append(r.Definitions, "The issues hang together too closely to go through all packages: these deals are the best of a sample, and nothing says how far they are from efficient.")
	default:
		r.Definitions = append(r.Definitions, fmt.Sprintf("The efficient deals are too many to list. For every one of them in which each signatory gains more than %s there is a listed deal that gives nobody more than %s less. The deals of the Nash, egalitarian, Kalai-Smorodinsky and utilitarian solutions are among those listed.", detente.FormatShort(f.Epsilon), detente.FormatShort(f.Epsilon)))
	}
	r.Definitions = append(r.Definitions, p.gridMeans()...)
	r.Data = f.data()
	return r
}

func (f *Frontier) sentence() string {
	p := f.p
	if f.Size.Sign() == 0 {
		return "No package is preferred to no deal by those who sign, so there is no efficient deal."
	}
	text := fmt.Sprintf("%s efficient among the packages preferred to no deal", areDeals(f.Size.Int64()))
	if !f.Exact {
		text = fmt.Sprintf("The efficient packages are too many to list: %s that lie spread among them stand here", count(f.Size.Int64()))
	}
	switch {
	case f.ConsentedSize.Sign() == 0:
		return text + "; no package has every consent."
	case f.Exact:
		both := 0
		for i := range f.Deals {
			if f.Deals[i].OnPreferred && f.Deals[i].OnConsented {
				both++
			}
		}
		if both == len(f.Deals) {
			text += ", and all of them have every consent."
		} else {
			text += fmt.Sprintf("; where every consent counts, %s efficient (%s on both lists).", are(f.ConsentedSize.Int64()), are(int64(both)))
		}
	default:
		text += fmt.Sprintf(", and %s from among those with every consent.", count(f.ConsentedSize.Int64()))
	}
	if _, common := p.apart(f.Deals); common != "" {
		text += " All of them have " + common + "."
	}
	var best []string
	for _, k := range p.signers {
		d := f.best(k)
		best = append(best, fmt.Sprintf("%s for %s (%s)", d.ID, p.c.PartyName(p.scores[k].name), p.figure(k, d.Utilities[k])))
	}
	return text + " Of those with consent the best is " + list(best) + "."
}

func are(n int64) string {
	switch n {
	case 0:
		return "none is"
	case 1:
		return "1 is"
	}
	return count(n) + " are"
}

func areDeals(n int64) string {
	if n == 1 {
		return "1 deal is"
	}
	return count(n) + " deals are"
}

// best returns the deal with consent that a party likes best.
func (f *Frontier) best(k int) *Deal {
	var best *Deal
	for i := range f.Deals {
		if d := &f.Deals[i]; d.OnConsented && (best == nil || d.Utilities[k] > best.Utilities[k]) {
			best = d
		}
	}
	return best
}

// display returns the deals that the tables have room for, those with consent
// and the others, each in frontier order: a spread, and whatever a solution picks.
func (f *Frontier) display() (with, without []Deal) {
	picked := f.picked()
	for _, half := range []struct {
		out  *[]Deal
		want func(*Deal) bool
	}{
		{&with, func(d *Deal) bool { return d.OnConsented }},
		{&without, func(d *Deal) bool { return !d.OnConsented }},
	} {
		deals := f.spread(listed/2, half.want)
		for i := range f.Deals {
			d := &f.Deals[i]
			if half.want(d) && picked[d.ID] && !slices.ContainsFunc(deals, func(e Deal) bool { return e.ID == d.ID }) {
				deals = append(deals, *d)
			}
		}
		slices.SortFunc(deals, func(a, b Deal) int { return f.place(a) - f.place(b) })
		*half.out = deals
	}
	return with, without
}

func (f *Frontier) place(d Deal) int {
	return slices.IndexFunc(f.Deals, func(e Deal) bool { return e.ID == d.ID })
}

// mostPicked is how many deals of one solution are shown, if many tie.
const mostPicked = 2

// picked is the deals that the solutions pick, with every consent and consent
// aside, where all efficient packages are known.
func (f *Frontier) picked() map[string]bool {
	out := map[string]bool{}
	if !f.Exact {
		return out
	}
	for _, k := range []class{consentedLevel, preferredLevel} {
		points := f.p.field.points[k]
		ideal := f.p.ideal(points)
		for r := range solutions {
			best := f.p.best(rule(r), points, ideal)
			for _, pt := range best[:min(mostPicked, len(best))] {
				if i, ok := f.at[pointKey(pt.gains)]; ok {
					out[f.Deals[i].ID] = true
				}
			}
		}
	}
	return out
}

func (f *Frontier) table(title string, deals []Deal, all int) *detente.Table {
	note := ""
	if len(deals) < all {
		note = fmt.Sprintf("%d of %s: a spread, and those that a solution picks.", len(deals), count(int64(all)))
	}
	return f.p.dealTable(title, deals, note)
}

func (f *Frontier) data() detente.Object {
	p := f.p
	deals := []detente.Object{}
	for i := range f.Deals {
		d := &f.Deals[i]
		on := []string{}
		if d.OnPreferred {
			on = append(on, "preferred")
		}
		if d.OnConsented {
			on = append(on, "consented")
		}
		deals = append(deals, detente.Object{
			{Name: "id", Value: d.ID}, {Name: "outcome", Value: p.outcomeObject(d.Outcome)}, {Name: "utilities", Value: p.utilityObject(d.Utilities)},
			{Name: "count", Value: wholeOrNull(d.Count)}, {Name: "missing", Value: idList(d.Missing)}, {Name: "frontier", Value: on},
		})
	}
	return detente.Object{
		{Name: "size", Value: f.Size.Int64()}, {Name: "consented_size", Value: f.ConsentedSize.Int64()},
		{Name: "exact", Value: f.Exact}, {Name: "epsilon", Value: numberOrNull(f.Epsilon)},
		{Name: "deals", Value: deals}, {Name: "opposition", Value: numberOrNull(f.Opposition)},
	}
}

// wholeOrNull is a whole number as JSON shows it: a decimal string, or null
// where it is not known.
func wholeOrNull(n *big.Int) any {
	if n == nil {
		return nil
	}
	return n.String()
}

// numberOrNull is a number as JSON shows it: null where it is not known.
func numberOrNull(x float64) any {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return x
}
