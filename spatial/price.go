package spatial

import "math"

// price works out how far the two actors of a bid would move and what each would
// gain.
//
// With w weights, W their sum on an issue, s saliences, p the demand and q the
// supply of i, and x_ip, x_jq where the two stood at the start:
//
//	dp = |x_ip - x_j| w_jp / W_p          j moves all the way
//	dq = dp (s_ip + s_jp) / (s_iq + s_jq)  i moves dq W_q / w_iq
//	gain = |dp s_ip - dq s_iq|
//
// and where i would move further than to j, the other way round.
func (f *floor) price(b *bid) {
	i, j, p, q := b.I, b.J, b.Demand, b.Supply
	b.FromI, b.FromJ = f.now[i][q], f.now[j][p]
	toP, toQ := f.start[i][p], f.start[j][q]
	moveJ := math.Abs(toP - b.FromJ)
	dp := moveJ * f.weight[j][p] / f.total[p]
	dq := dp * f.rate(i, j, p, q)
	moveI := dq * f.total[q] / f.weight[i][q]
	if reach := math.Abs(toQ - b.FromI); moveI > reach {
		moveI = reach
		dq = moveI * f.weight[i][q] / f.total[q]
		dp = dq * f.rate(i, j, q, p)
		moveJ = dp * f.total[p] / f.weight[j][p]
	}
	b.ToI = b.FromI + towards(b.FromI, toQ, moveI)
	b.ToJ = b.FromJ + towards(b.FromJ, toP, moveJ)
	b.Gain = math.Abs(float64(dq*f.Salience[i][q]) - float64(dp*f.Salience[i][p]))
	b.valid = b.Gain >= sameGain && f.allowed(b)
	if !b.valid {
		return
	}
	f.shortenI(b)
	f.shortenJ(b)
	b.valid = f.allowed(b)
}

// rate is how much of a shift of the outcome on issue q is worth one on issue p
// to both together.
func (f *floor) rate(i, j, p, q int) float64 {
	return (f.Salience[i][p] + f.Salience[j][p]) / (f.Salience[i][q] + f.Salience[j][q])
}

// towards gives a distance the sign that leads from one place to another.
func towards(from, to, distance float64) float64 {
	if from > to {
		return -distance
	}
	return distance
}

// shortenI keeps the move of i from taking the outcome, as j knows it, past j's
// position.
func (f *floor) shortenI(b *bid) {
	move, ok := f.overshoot(b.I, b.J, b.Supply, b.FromI, b.ToI)
	if !ok {
		return
	}
	dq := move * f.weight[b.I][b.Supply] / f.total[b.Supply]
	dp := dq * f.rate(b.I, b.J, b.Supply, b.Demand)
	b.ToI = b.FromI + towards(b.FromI, f.start[b.J][b.Supply], move)
	b.ToJ = b.FromJ + towards(b.FromJ, f.start[b.I][b.Demand], dp*f.total[b.Demand]/f.weight[b.J][b.Demand])
	b.Gain = math.Abs(float64(dq*f.Salience[b.I][b.Supply]) - float64(dp*f.Salience[b.I][b.Demand]))
}

// shortenJ does the same for j.
func (f *floor) shortenJ(b *bid) {
	move, ok := f.overshoot(b.J, b.I, b.Demand, b.FromJ, b.ToJ)
	if !ok {
		return
	}
	dp := move * f.weight[b.J][b.Demand] / f.total[b.Demand]
	dq := dp * f.rate(b.I, b.J, b.Demand, b.Supply)
	b.ToJ = b.FromJ + towards(b.FromJ, f.start[b.I][b.Demand], move)
	b.ToI = b.FromI + towards(b.FromI, f.start[b.J][b.Supply], dq*f.total[b.Supply]/f.weight[b.I][b.Supply])
	b.Gain = math.Abs(float64(dp*f.Salience[b.J][b.Demand]) - float64(dq*f.Salience[b.J][b.Supply]))
}

// overshoot reports whether a move of one actor would take the outcome past the
// position of its partner, and the move that just reaches it.
func (f *floor) overshoot(mover, partner, issue int, from, to float64) (move float64, over bool) {
	share := f.weight[mover][issue] / f.total[issue]
	seen := f.known[partner][issue][mover]
	rest := f.outlook[partner][issue] - float64(seen*share)
	goal := f.start[partner][issue]
	before, after := goal-(rest+float64(from*share)), goal-(rest+float64(to*share))
	if before >= 0 && after >= 0 || before <= 0 && after <= 0 {
		return 0, false
	}
	if f.Peer && seen != f.start[mover][issue] {
		from = seen
	}
	return math.Abs((goal-rest)/share - from), true
}

// allowed reports whether both moves keep to the scale and lead away from the
// side where the actor started.
func (f *floor) allowed(b *bid) bool {
	return f.may(b.FromI, b.ToI, f.start[b.J][b.Supply]-f.start[b.I][b.Supply], b.earlierI) &&
		f.may(b.FromJ, b.ToJ, f.start[b.I][b.Demand]-f.start[b.J][b.Demand], b.earlierJ)
}

func (f *floor) may(from, to, way, earlier float64) bool {
	move := to - from
	if math.Abs(move) > 100 || math.Abs(move) <= leastMove || to < 0 || to > 100 {
		return false
	}
	if f.Peer && earlier+move > 100 {
		return false
	}
	return move*way > 0
}
