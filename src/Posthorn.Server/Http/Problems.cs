using Posthorn.Api.Problems;
using Posthorn.Delivery.Endpoints;

namespace Posthorn.Server.Http;

/// <summary>Makes the problems that calls answer with. Nothing that was sent is repeated in one.</summary>
internal static class Problems
{
    private const string TypePrefix = "urn:posthorn:problem:";

    public static readonly Problem NotFound = Of(ProblemCodes.NotFound);

    public static readonly Problem Forbidden = Of(ProblemCodes.Forbidden);

    public static Problem Of(string code, string? detail = null)
    {
        var (status, title) = ProblemCatalog.Of(code);
        return new() { Type = TypePrefix + code, Title = title, Status = status, Code = code, Detail = detail };
    }

    /// <summary>A problem with one place of the body.</summary>
    public static Problem At(string pointer, string code, string message) => Of(code) with
    {
        Detail = message,
        Errors = [new() { Pointer = pointer, Code = code, Message = message }],
    };

    /// <summary>Everything that is wrong, in one answer; the first gives it its code.</summary>
    public static Problem Of(IReadOnlyList<InputProblem> problems) => Of(problems[0].Code) with
    {
        Detail = problems.Count == 1 ? problems[0].Message : $"{problems.Count} places are wrong.",
        Errors = [.. problems.Select(static one => new ProblemError { Pointer = one.Pointer, Code = one.Code, Message = one.Message })],
    };
}
