package chart_test
import ("testing";"os";"fmt";"math";"math/rand/v2";"detente";"detente/chart")
func TestStress(t *testing.T){
 r:=rand.New(rand.NewPCG(1,1))
 big:=&detente.Scatter{Title:"10,000 packages",X:detente.Axis{Name:"Company",Unit:"utility",Max:100},Y:detente.Axis{Name:"Union",Unit:"utility",Max:100}}
 for i:=range 10000 { a:=r.Float64()*math.Pi/2; q:=math.Sqrt(r.Float64())*95; k:="package"; if i%3==0 {k="without consent"}; big.Points=append(big.Points,detente.Mark{X:q*math.Cos(a),Y:q*math.Sin(a),Kind:k}) }
 lab:=&detente.Scatter{Title:"60 labels",X:big.X,Y:big.Y}
 for i:=range 60 { a:=math.Pi/2*float64(i)/60; lab.Points=append(lab.Points,detente.Mark{X:60+20*math.Cos(a),Y:60+20*math.Sin(a),Kind:"with consent",Label:fmt.Sprintf("D%d",i+1)})}
 rel:=func(n int)*detente.Graph{ g:=&detente.Graph{Title:"relations",Map:true}; for i:=range n{g.Nodes=append(g.Nodes,detente.Node{ID:fmt.Sprint("p",i),Label:[]string{"Germany","United Kingdom","European Commission","Trump's voters and donors"}[i%4]+fmt.Sprint(" ",i)})}; for i:=range n*3/2 {g.Edges=append(g.Edges,detente.Edge{From:fmt.Sprint("p",r.IntN(n)),To:fmt.Sprint("p",r.IntN(n)),Kind:[]string{"positive","negative","neutral"}[i%3]})}; return g}
 full:=&detente.Graph{Title:"complete"}
 for i:=range 8 { full.Nodes=append(full.Nodes,detente.Node{ID:fmt.Sprint("s",i),Label:"some state of things"}); for j:=range 8 { if i!=j {full.Edges=append(full.Edges,detente.Edge{From:fmt.Sprint("s",i),To:fmt.Sprint("s",j),Label:[]string{"A","B"}[(i+j)%2]})}}}
 par:=&detente.Scatter{Title:"many deals",X:big.X,Y:big.Y,More:[]detente.Axis{{Name:"City",Unit:"utility",Max:100},{Name:"State",Unit:"utility",Max:100},{Name:"Port authority",Unit:"utility",Max:100},{Name:"Environmental league",Unit:"utility",Max:100}}}
 for i:=range 55 { par.Points=append(par.Points,detente.Mark{X:40+50*r.Float64(),Y:30+50*r.Float64(),More:[]float64{40+50*r.Float64(),40+50*r.Float64(),40+50*r.Float64(),40+50*r.Float64()},Label:fmt.Sprintf("D%d",i+1),Kind:"with consent"})}
 par.Points=append(par.Points,detente.Mark{X:30,Y:35,More:[]float64{40,20,35,50},Kind:"no deal",Label:"no deal"})
 mx:=&detente.Matrix{Title:"six parties",Columns:[]string{"Harborco","Other ports","Environmental League","Union","Federal DCR","Governor"}}
 for i:=range 5 {mx.Rows=append(mx.Rows,[]string{"Industry mix","Ecological impact","Employment rules","Federal loan","Compensation to other ports"}[i]); var row []detente.MatrixCell; for j:=range 6 { row=append(row,detente.MatrixCell{Weight:float64((i*7+j*13)%40),Text:[]string{"primarily dirty","all clean","no preference","$ 3 billion"}[(i+j)%4]})}; mx.Cells=append(mx.Cells,row)}
 ln:=&detente.Lines{Title:"27 members",X:detente.Axis{Name:"round"},Y:detente.Axis{Name:"position",Unit:"%"},SizeName:"influence"}
 for i:=range 27 { s:=detente.Series{Label:fmt.Sprintf("Member %d",i+1)}; p:=100*r.Float64(); for k:=range 6 {s.X=append(s.X,float64(k));s.Y=append(s.Y,p);s.Size=append(s.Size,float64(i+1)); p+= (50-p)*.3}; ln.Series=append(ln.Series,s)}
 fg:=&detente.Bars{Title:"shares",Unit:"points",Bars:nil}; for i:=range 5 { for j:=range 3 { fg.Bars=append(fg.Bars,detente.Bar{Label:[]string{"Wage","Strike","Hours","Pension","Safety"}[i],Group:[]string{"Company","Union","State"}[j],Value:float64(10*i-3*j),Low:float64(10*i-3*j-4),High:float64(10*i-3*j+6)})}}
 for n,b:=range map[string]detente.Block{"x-big":big,"x-lab":lab,"x-rel12":rel(12),"x-rel22":rel(22),"x-full":full,"x-par":par,"x-mx":mx,"x-ln":ln,"x-fg":fg} { for _,o:=range []chart.Options{{Standalone:true},{Width:360}} { s,_:=chart.SVG(b,o); suf:=""; if o.Width>0{suf="-narrow"}; os.WriteFile("/tmp/shots/t/"+n+suf+".svg",s,0o644); if n=="x-big"{t.Log(len(s))} } }
}
