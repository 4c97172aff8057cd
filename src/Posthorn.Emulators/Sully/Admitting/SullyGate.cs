using Microsoft.AspNetCore.Http;
using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Sully.Admitting;

/// <summary>Before every route: the limit, and the two headers that say who asks. Any key and any account are taken, as long as they are there.</summary>
internal sealed class SullyGate(SullyQuota quota, Scenario scenario)
{
    public const string KeyHeader = "X-API-KEY";
    public const string AccountHeader = "X-ACCOUNT-ID";

    public RequestDelegate Behind(SullyErrors errors, RequestDelegate next) => async context =>
    {
        if (quota.Take(context.Response.Headers) is not null)
        {
            await errors.WriteAsync(context, StatusCodes.Status429TooManyRequests, "rate limit exceeded");
            return;
        }

        if (scenario.RefusesLogin || !Has(context, KeyHeader) || !Has(context, AccountHeader))
        {
            await errors.WriteAsync(context, StatusCodes.Status401Unauthorized, $"{KeyHeader} and {AccountHeader} are required");
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            var isLarge = bad.StatusCode == StatusCodes.Status413PayloadTooLarge;
            await errors.WriteAsync(context, bad.StatusCode, isLarge ? "the body is too large" : "invalid request");
        }
    };

    private static bool Has(HttpContext context, string header) =>
        context.Request.Headers.TryGetValue(header, out var values) && values.Count == 1 && !string.IsNullOrWhiteSpace(values[0]);
}
