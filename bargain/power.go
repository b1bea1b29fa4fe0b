package bargain

import (
	"slices"

	"detente"
)

// bindPower gives each signatory with numbers its bargaining power. What the
// case states is a share of all; whoever has none stated shares the rest
// equally, or has the mean of those stated where nothing is left. Powers add up
// to the number of signatories, so that equal ones are all 1.
func (p *Problem) bindPower() {
	p.power = make([]float64, len(p.signers))
	stated, sum := 0, 0.0
	for i, k := range p.signers {
		p.power[i] = -1
		n := slices.IndexFunc(p.c.Power, func(s detente.PowerShare) bool { return s.Party == p.scores[k].name })
		if n >= 0 {
			p.power[i] = p.c.Power[n].Share.Middle()
			sum += p.power[i]
			stated++
		}
	}
	rest := 1.0
	switch open := len(p.signers) - stated; {
	case stated == 0:
	case open > 0 && sum < 1:
		rest = (1 - sum) / float64(open)
	case stated > 0:
		rest = sum / float64(stated)
	}
	total := 0.0
	for i := range p.power {
		if p.power[i] < 0 {
			p.power[i] = rest
		}
		total += p.power[i]
	}
	for i := range p.power {
		if total == 0 { // nobody has any, so all have the same
			p.power[i] = 1
		} else {
			p.power[i] *= float64(len(p.signers)) / total
		}
	}
}

// powers is the sum of the signatories' powers.
func (p *Problem) powers() float64 { return float64(len(p.signers)) }

// equalPower reports whether all signatories have the same power.
func (p *Problem) equalPower() bool {
	return !slices.ContainsFunc(p.power, func(x float64) bool { return x != p.power[0] })
}

// powerMeans says how bargaining power enters a solution, where it does.
func (p *Problem) powerMeans(r rule) []string {
	if r != nash || p.equalPower() {
		return nil
	}
	text := "Each gain is raised to the party's bargaining power, which the case states (`power`), before they are multiplied (asymmetric Nash: Harsanyi and Selten 1972): "
	for i, k := range p.signers {
		if i > 0 {
			text += ", "
		}
		text += p.c.PartyName(p.scores[k].name) + " " + detente.FormatShort(p.power[i])
	}
	return []string{text + "."}
}
