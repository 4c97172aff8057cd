using System.Globalization;
using System.Text;
using Posthorn.Proof.Killing.Faulting;

namespace Posthorn.Proof.Killing.Journals;

/// <summary>What was done to the processes, and when.</summary>
/// <param name="At">When it was done, in milliseconds since 1970.</param>
/// <param name="Until">When it was undone: the process started again, or let go on.</param>
/// <param name="Target">The node, or <c>-</c>.</param>
/// <param name="Kills">How many processes got a SIGKILL.</param>
internal sealed record FaultLine(long At, long Until, FaultKind Kind, string Target, int Kills)
{
    public void WriteTo(Journal journal) =>
        journal.Append(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At} {Until} {Kind} {Target} {Kills}\n")));

    public static FaultLine Parse(string line)
    {
        var words = line.Split(' ');
        return new(
            long.Parse(words[0], CultureInfo.InvariantCulture),
            long.Parse(words[1], CultureInfo.InvariantCulture),
            Enum.Parse<FaultKind>(words[2]),
            words[3],
            int.Parse(words[4], CultureInfo.InvariantCulture));
    }
}
