using Posthorn.Delivery.Sessions;
using Posthorn.Server.Sessions;

namespace Posthorn.Server.Tests.Sessions;

public sealed class SessionMovesTests
{
    // From each state, the first letters of those that can follow: c r s R (open), C F T X S (completed, failed, timed out, cancelled, skipped).
    private const string Letters = "crsRCFTXS";

    private static readonly Dictionary<SessionKind, string[]> Legal = new()
    {
        [SessionKind.Ambient] = ["c>crRFTXS", "r>rRFTXS", "s>RFTXS", "R>RCFTXS"],
        [SessionKind.FormFilling] = ["c>crsRFTXS", "r>rsRFTXS", "s>sRFTXS", "R>RCFTXS"],
        [SessionKind.Transcription] = ["c>cRFTX", "r>RFTX", "s>RFTX", "R>RCFTX"],
        [SessionKind.Note] = ["c>cRFTX", "r>RFTX", "s>RFTX", "R>RCFTX"],
        [SessionKind.Coding] = ["c>cRFTX", "r>RFTX", "s>RFTX", "R>RCFTX"],
    };

    [Fact]
    public void Every_move_of_every_kind_is_legal_as_the_table_says_and_from_an_end_none_is()
    {
        foreach (var kind in Enum.GetValues<SessionKind>())
        {
            foreach (var from in Enum.GetValues<SessionState>())
            {
                var row = Legal[kind].SingleOrDefault(one => one[0] == Letters[(int)from])?[2..] ?? string.Empty;
                foreach (var to in Enum.GetValues<SessionState>())
                {
                    SessionMoves.IsLegal(kind, from, to).ShouldBe(row.Contains(Letters[(int)to], StringComparison.Ordinal), $"{kind}: {from} to {to}");
                }
            }
        }
    }

    [Fact]
    public void Only_what_has_ended_can_be_reopened_and_only_to_where_it_works()
    {
        foreach (var kind in Enum.GetValues<SessionKind>())
        {
            foreach (var (from, to) in Enum.GetValues<SessionState>().SelectMany(static from => Enum.GetValues<SessionState>(), static (from, to) => (from, to)))
            {
                var works = to == SessionState.Running || (to == SessionState.Ready && kind is SessionKind.Ambient or SessionKind.FormFilling && to == SessionState.Ready);
                SessionMoves.CanReopen(kind, from, to).ShouldBe(from >= SessionState.Completed && works, $"{kind}: {from} to {to}");
            }
        }
    }
}
