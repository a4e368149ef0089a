# What the table and the plots of scripts/bench-ipvlan share: its CSV, as values[what, kind, 1..count[what, kind]], and the
# MAC addresses that were seen, as macs[kind, links]; all[], kind[] and number[] have what there is, in its order.
NR == 1 { next }
!($1 in known) { known[$1] = 1; kind[++kinds] = $1 }
$2 == "macs" { macs[$1, $3] = $4; if (!($3 in ticked)) { ticked[$3] = 1; number[++numbers] = $3 }; next }
{
    if (!($2 in links)) { links[$2] = $3; all[++measures] = $2 }
    values[$2, $1, ++count[$2, $1]] = $4
}
function middle(what, of) { return median(values, what SUBSEP of, count[what, of]) }
function ratio(what, of) { return middle(what, of) / middle(what, "macvlan") }
function words(what) {
    if (what == "children") return "link to link, Gbit/s"
    if (what == "peer") return "link to peer, Gbit/s"
    if (what == "children-ping") return "link to link, ping, us"
    if (what == "peer-ping") return "link to peer, ping, us"
    if (what == "make") return "making one of " links[what] ", ms"
    if (what == "delete") return "deleting one of " links[what] ", ms"
    return "memory of one of " links[what] ", kB"
}
