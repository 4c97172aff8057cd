using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Posthorn.Api;
using Posthorn.Api.Problems;

namespace Posthorn.Server.Tests.Running;

/// <summary>Calls in the raw, for what the typed client would never send.</summary>
internal static class Call
{
    public static ByteArrayContent Json(string body, string? mediaType = "application/json") => Json(Encoding.UTF8.GetBytes(body), mediaType);

    public static ByteArrayContent Json(byte[] body, string? mediaType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }

    public static async Task<Problem> ProblemAsync(this HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(Problem.MediaType);
        var problem = (await answer.Content.ReadFromJsonAsync(PosthornJson.Default.Problem))!;
        problem.Status.ShouldBe((int)answer.StatusCode);
        return problem;
    }

    /// <summary>The code, and the place when there is one: <c>400 required /type</c>.</summary>
    public static async Task<string> RefusalAsync(this HttpResponseMessage answer)
    {
        var problem = await answer.ProblemAsync();
        return problem.Errors is [{ Pointer: var pointer }, ..] ? $"{problem.Status} {problem.Code} {pointer}".TrimEnd() : $"{problem.Status} {problem.Code}";
    }
}
