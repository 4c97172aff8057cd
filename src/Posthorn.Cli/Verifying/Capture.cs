using System.Diagnostics.CodeAnalysis;

namespace Posthorn.Cli.Verifying;

/// <summary>A recorded request, or why there is none.</summary>
/// <param name="ExitCode">Where there is none: wrong usage, or something that could not be read or reached.</param>
internal sealed record Capture(CapturedRequest? Request, string? Problem, int ExitCode)
{
    [MemberNotNullWhen(true, nameof(Request))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsThere => Request is not null;

    public static Capture Of(CapturedRequest request) => new(request, null, ExitCodes.Done);

    public static Capture Unreadable(string problem) => new(null, problem, ExitCodes.Unreachable);

    public static Capture WrongUsage(string problem) => new(null, problem, ExitCodes.WrongUsage);
}
