using System.Globalization;
using System.Text;

namespace Posthorn.Proof.Killing.Journals;

/// <summary>An event that is about to be published for the first time.</summary>
internal readonly record struct TriedLine(long At, int Number)
{
    public const char Letter = 'T';

    public void AppendTo(StringBuilder lines) => lines.Append(CultureInfo.InvariantCulture, $"{Letter} {At} {Number}\n");

    public static TriedLine Parse(string line)
    {
        var words = line.Split(' ');
        return new(long.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
    }
}
