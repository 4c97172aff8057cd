using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Posthorn.Emulators.Doors;

namespace Posthorn.Emulators.Sully;

/// <summary>The two envelopes that Sully answers in.</summary>
internal static class SullyAnswers
{
    /// <summary><c>{"status":"ok","data":{…},"date":"…"}</c>, always with 200.</summary>
    /// <param name="data">Null for an answer without any.</param>
    public static Task WriteOldAsync(HttpContext context, TimeProvider clock, JsonObject? data)
    {
        var answer = new JsonObject { ["status"] = "ok" };
        if (data is not null)
        {
            answer["data"] = data;
        }

        answer["date"] = SullyTimes.Text(clock.GetUtcNow());
        return WriteAsync(context, StatusCodes.Status200OK, answer);
    }

    /// <summary><c>{"data":{…}}</c>.</summary>
    public static Task WriteNewAsync(HttpContext context, int status, JsonObject data) => WriteAsync(context, status, new() { ["data"] = data });

    private static Task WriteAsync(HttpContext context, int status, JsonObject answer) =>
        JsonAnswer.WriteAsync(context, status, Encoding.UTF8.GetBytes(answer.ToJsonString()));
}
