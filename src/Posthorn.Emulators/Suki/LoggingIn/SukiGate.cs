using Microsoft.AspNetCore.Http;

namespace Posthorn.Emulators.Suki.LoggingIn;

/// <summary>What every call but the logging in passes: a token in the header that Suki has for it.</summary>
internal sealed class SukiGate(SukiTokens tokens)
{
    public const string Header = "sdp_suki_token";

    public RequestDelegate Behind(RequestDelegate handler) => async context =>
    {
        if (await tokens.AcceptsAsync(context.Request.Headers[Header]))
        {
            await handler(context);
            return;
        }

        await RefuseAsync(context);
    };

    public ValueTask<bool> AcceptsAsync(string? token) => tokens.AcceptsAsync(token);

    public static Task RefuseAsync(HttpContext context) => SukiErrors.WriteAsync(context, StatusCodes.Status401Unauthorized, "invalid token");
}
