using System.Diagnostics.CodeAnalysis;

namespace Posthorn.Cli.Calling;

/// <summary>The secrets that were given, or what is wrong with how they were.</summary>
internal sealed record SecretReading(IReadOnlyList<NamedSecret> Secrets, string? Problem = null)
{
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool AreThere => Problem is null;

    public static SecretReading Failed(string problem) => new([], problem);
}
