using System.Text.Json;
using Posthorn.Api;
using Posthorn.Api.Problems;

namespace Posthorn.Cli.Printing;

/// <summary>A refused request, told to somebody who is tired: what, where, what to do.</summary>
internal static class Refusal
{
    public static Answer Of(PosthornApiException refused, bool hasKey)
    {
        var problem = refused.Problem;
        var lines = new List<string> { $"{CommandTree.Name}: {Printable.Of(problem.Title)} ({problem.Status} {Printable.Of(problem.Code)})" };
        if (problem.Detail is { } detail && detail != problem.Title)
        {
            lines.Add($"  {Printable.Of(detail)}");
        }

        var width = problem.Errors?.Select(error => error.Pointer.Length).DefaultIfEmpty().Max() ?? 0;
        foreach (var error in problem.Errors ?? [])
        {
            lines.Add($"  {Printable.Of(error.Pointer).PadRight(width)}  {Printable.Of(error.Message)}");
        }

        if (problem.Code == ProblemCodes.Unauthorized && !hasKey)
        {
            lines.Add("  What to do: no key was given. Set POSTHORN_KEY to the operator's key or to one that `posthorn keys create` made.");
        }
        else if (Advice.For(problem.Code) is { } advice)
        {
            lines.Add($"  What to do: {advice}");
        }

        if (refused.RetryAfter is { } wait)
        {
            lines.Add($"  The server asks to be left alone for {wait.TotalSeconds:0} s.");
        }

        return new() { ExitCode = ExitCodes.Failed, Notes = lines };
    }

    /// <summary>The problem document on one line.</summary>
    public static Answer AsJson(PosthornApiException refused) => new()
    {
        ExitCode = ExitCodes.Failed,
        Notes = [JsonSerializer.Serialize(refused.Problem, PosthornJson.Default.Problem)],
    };
}
