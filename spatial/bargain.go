package spatial

import "math"

// deal is a bargain between two actors: where each would go. Without a deal both
// stay; then from and to are the same actor.
type deal struct {
	from, to     int
	atFrom, atTo []float64
	worth        []float64 // to each actor, once it is known
}

// step lets every actor challenge, bargain and move.
func (a *Arena) step(t *Turn, c Conduct) *Turn {
	n := len(t.Position)
	queue := make([][]*deal, n)
	v := a.eyes(c)
	for i := range n {
		queue[i] = append(queue[i], &deal{from: i, to: i})
		best, ok := v.target(t, i)
		if !ok {
			continue
		}
		t.Moves = append(t.Moves, best)
		for _, d := range a.deals(t, c, v, best) {
			queue[i] = append(queue[i], d)
			queue[best.Against] = append(queue[best.Against], d)
		}
	}
	next := make([][]float64, n)
	stay := make([]float64, n)
	for i, row := range t.risky {
		for _, u := range row {
			stay[i] += u
		}
	}
	for k := range n {
		next[k] = t.Position[k]
		chosen := a.choose(t, c, queue[k], stay)
		switch {
		case chosen.from == chosen.to:
		case chosen.from == k:
			next[k] = chosen.atFrom
		default:
			next[k] = chosen.atTo
		}
	}
	return a.turn(next, c)
}

// taste is the taste for risk of i, as h sees it.
func (v View) taste(h, i float64) float64 {
	switch v {
	case ViewHalf:
		return (h + i) / 2
	case ViewTwoThirds:
		return (h + float64(2*i)) / 3
	case ViewFull:
		return i
	case ViewNone:
		return h
	}
	return (float64(2*h) + i) / 3
}

// eyes is the world as one actor sees it.
type eyes struct {
	Conduct
	salience []float64 // of everything together, by actor
	weight   []float64 // influence times that
	loss     []float64 // position by actor: utility that the actor lacks there
}

func (a *Arena) eyes(c Conduct) *eyes {
	n := len(a.Influence)
	v := &eyes{Conduct: c, salience: make([]float64, n), weight: make([]float64, n), loss: make([]float64, n*n)}
	for i := range n {
		for _, s := range a.Salience[i] {
			v.salience[i] += s
		}
		v.weight[i] = v.salience[i] * a.Influence[i]
	}
	return v
}

// open sees a turn as actor h does.
func (v *eyes) open(t *Turn, h int) {
	n := len(v.weight)
	for i := range n {
		risk := v.View.taste(t.Risk[h], t.Risk[i])
		for j, apart := range t.apart[i] {
			v.loss[j*n+i] = 1 - utility(apart, risk)
		}
	}
}

// target returns whom i gains most from challenging, if anybody.
func (v *eyes) target(t *Turn, i int) (best Challenge, ok bool) {
	v.open(t, i)
	n := len(v.weight)
	for j := range n {
		if j == i {
			continue
		}
		odds := v.odds(i, j)
		own, other := 1.0, 1-v.loss[j*n+i]
		yields := 1 - v.salience[j]
		contest := float64(2*odds*own) + float64(2*(1-odds)*other)
		gain := float64(yields*2*own) + float64(v.salience[j]*contest) - (own + other)
		if gain > worthTrying && (!ok || gain > best.Gain+tied) {
			best, ok = Challenge{By: i, Against: j, Odds: odds, Gain: gain}, true
		}
	}
	return best, ok
}

// odds is the chance that i wins a contest with j, each backed by itself and by
// the third parties that prefer it. A third party weighs the little contest that
// it would tip; where it stakes half, it would lose by the victory of either
// what it lacks there.
func (v *eyes) odds(i, j int) float64 {
	n := len(v.weight)
	atI, atJ := v.loss[i*n:(i+1)*n], v.loss[j*n:(j+1)*n]
	one := leastCoalition + math.Max(v.Vote.of(v.weight[i], atJ[i]), 0)
	two := leastCoalition + math.Max(v.Vote.of(v.weight[j], atI[j]), 0)
	with, against := one, two
	if v.Commit != CommitSemi {
		return with / (with + against)
	}
	for k, w := range v.weight {
		if k == i || k == j {
			continue
		}
		side := v.Vote.of(w, atJ[k]-atI[k])
		p, q := one+max(side, 0), two-min(side, 0)
		side = v.Vote.of(w, (float64(p*atI[k])-float64(q*atJ[k]))/(p+q))
		with += max(side, 0)
		against -= min(side, 0)
	}
	return with / (with + against)
}

// deals returns the bargains that a challenge leads to.
func (a *Arena) deals(t *Turn, c Conduct, v *eyes, by Challenge) []*deal {
	mine := a.meet(t, c.Meeting, by.By, by.Against, by.Odds)
	if c.Offer == OfferByInitiator {
		return []*deal{mine}
	}
	v.open(t, by.Against)
	theirs := a.meet(t, c.Meeting, by.By, by.Against, v.odds(by.By, by.Against))
	if c.Offer == OfferByBoth {
		return []*deal{mine, theirs}
	}
	wi, wj := v.weight[by.By], v.weight[by.Against]
	for d := range mine.atFrom {
		mine.atFrom[d] = (float64(wi*mine.atFrom[d]) + float64(wj*theirs.atFrom[d])) / (wi + wj)
		mine.atTo[d] = (float64(wi*mine.atTo[d]) + float64(wj*theirs.atTo[d])) / (wi + wj)
	}
	return []*deal{mine}
}

// meet returns where i and j meet when i wins a contest with chance p.
func (a *Arena) meet(t *Turn, m Meeting, i, j int, p float64) *deal {
	d := &deal{from: i, to: j}
	for k, xi := range t.Position[i] {
		xj, si, sj := t.Position[j][k], a.Salience[i][k], a.Salience[j][k]
		var atI, atJ float64
		switch m {
		case MeetS2PMax:
			lag, lead := math.Max(0, 1-float64(2*p)), math.Max(0, float64(2*p)-1)
			si, sj = si*si, sj*sj
			atI = xi + float64(float64(lag*sj)/(float64(lag*sj)+leastWeight+float64((1-lag)*si))*(xj-xi))
			atJ = xj + float64(float64(lead*si)/(float64(lead*si)+leastWeight+float64((1-lead)*sj))*(xi-xj))
		default:
			wi, wj := si*p, sj*(1-p)
			if m == MeetS2P2 {
				wi, wj = wi*wi, wj*wj
			}
			atI = fourDecimals((float64((wi+leastWeight)*xi) + float64(wj*xj)) / (wi + leastWeight + wj))
			atJ = fourDecimals((float64(wi*xi) + float64((wj+leastWeight)*xj)) / (wi + leastWeight + wj))
		}
		d.atFrom, d.atTo = append(d.atFrom, atI), append(d.atTo, atJ)
	}
	return d
}

func fourDecimals(x float64) float64 { return math.Floor(float64(x*1e4)+0.5) / 1e4 }

// choose lets all actors vote on the bargains of one.
func (a *Arena) choose(t *Turn, c Conduct, queue []*deal, stay []float64) *deal {
	if len(queue) == 1 {
		return queue[0]
	}
	n := len(t.Position)
	u := make([][]float64, n)
	cells := make([]float64, n*len(queue))
	for i := range u {
		u[i] = cells[i*len(queue) : (i+1)*len(queue)]
	}
	for m, d := range queue {
		if d.worth == nil {
			d.worth = a.worth(t, d, stay)
		}
		for i := range u {
			u[i][m] = d.worth[i]
		}
	}
	chances := c.Election.Probabilities(u, a.Influence)
	if c.Choose != nil {
		return queue[c.Choose(chances)]
	}
	best := 0
	for m, p := range chances {
		if p > chances[best]+tied {
			best = m
		}
	}
	return queue[best]
}

// worth is what each actor thinks of the state after a bargain: the mean utility
// of all positions. stay is the sum of their utilities as they are.
func (a *Arena) worth(t *Turn, d *deal, stay []float64) []float64 {
	n := len(t.Position)
	out := make([]float64, n)
	for i := range out {
		sum := stay[i]
		if d.from != d.to {
			norm := 0.0
			for _, s := range a.Salience[i] {
				norm += float64(s * s)
			}
			sum += utility(felt(t.Position[i], d.atFrom, a.Salience[i], norm), t.Risk[i]) - t.risky[i][d.from]
			sum += utility(felt(t.Position[i], d.atTo, a.Salience[i], norm), t.Risk[i]) - t.risky[i][d.to]
		}
		out[i] = sum / float64(n)
	}
	return out
}
