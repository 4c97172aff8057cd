using System.Text;
using Microsoft.AspNetCore.Http;
using Posthorn.Api.Problems;
using Posthorn.Server.Http;

namespace Posthorn.Server.Access;

/// <summary>A refusal in the words that the caller's client understands.</summary>
/// <remarks>Sources: https://developer.suki.ai/documentation/webhook (errors), https://docs.sully.ai/api-reference (v1 errors).</remarks>
internal static class Refusals
{
    public static Task WriteAsync(HttpContext context, Dialect dialect, Problem problem)
    {
        if (dialect == Dialect.Own)
        {
            return ProblemAnswer.WriteAsync(context, problem);
        }

        var name = dialect == Dialect.Suki ? "code" : "error";
        var message = problem.Status switch { 401 => "invalid token", 403 => "forbidden", 404 => "not found", _ => "invalid request" };
        var body = Encoding.UTF8.GetBytes($$"""{"{{name}}":{{problem.Status}},"message":"{{message}}"}""");
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
