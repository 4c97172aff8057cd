using Posthorn.Proof.Killing.Journals;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing.Judging;

/// <summary>Takeover as the receiver sees it: from the kill until all that was acknowledged by then has arrived, and what was acknowledged meanwhile.</summary>
internal static class Takeovers
{
    /// <summary>What is promised.</summary>
    public const double MostSeconds = 45;

    private const long Late = 1_000;

    /// <param name="isExcused">Whether a delivery that is too late had been in an earlier crash too: such ones are spread over half a minute on purpose.</param>
    public static async Task<IReadOnlyList<Takeover>> OfAsync(
        Books books, IReadOnlyList<FaultLine> kills, Func<int, GroundEndpoint, Task<bool>> isExcused)
    {
        var all = new List<Takeover>();
        foreach (var kill in kills)
        {
            all.Add(await OfAsync(books, kill, isExcused));
        }

        return all;
    }

    private static async Task<Takeover> OfAsync(Books books, FaultLine kill, Func<int, GroundEndpoint, Task<bool>> isExcused)
    {
        var (waited, longest) = (0, 0L);
        foreach (var (number, endpoint) in books.Promised())
        {
            if (endpoint.Manner != Manner.Steady || LateBy(books, number, endpoint, kill) is not { } late)
            {
                continue;
            }

            if (late > MostSeconds * 1_000 && await isExcused(number, endpoint))
            {
                continue;
            }

            waited++;
            longest = Math.Max(longest, late);
        }

        return new(kill.At, waited, longest / 1_000.0);
    }

    private static long? LateBy(Books books, int number, GroundEndpoint endpoint, FaultLine kill)
    {
        var promised = books.Event(number).AcknowledgedAt;
        var arrived = books.Copy(number, endpoint.Slot).FirstAt;
        var late = arrived - Math.Max(kill.At, promised);
        return promised <= kill.Until && arrived > kill.At && late > Late ? late : null;
    }
}
