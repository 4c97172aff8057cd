using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Suki.LoggingIn;
using Posthorn.Emulators.Suki.Sessions;
using Posthorn.Emulators.Suki.Streaming;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Emulators.Suki;

/// <summary>Suki's surface.</summary>
internal sealed class SukiVendor : IVendor
{
    private LoginRoutes? _login;

    public string Name => "suki";

    public Profile Profile => Profile.Suki;

    public IReadOnlyList<(string Name, string Value)> Credentials { get; } =
    [
        ("partner_id", "emulated-partner (any other is taken, too)"),
        ("partner_token", "emulated-partner-token (any other is taken, too)"),
    ];

    public void Map(IEndpointRouteBuilder routes, Stage stage)
    {
        var key = new SukiKey(stage.Options);
        var tokens = new SukiTokens(key, stage.Clock, stage.Scenario.TokenLife);
        var (gate, streams, book) = (new SukiGate(tokens), new OpenStreams(), new SukiBook(stage));
        _login = new(tokens, key, stage.Scenario);
        _login.Map(routes);
        new AmbientRoutes(book, gate, streams).Map(routes);
        new ResultRoutes(book, gate, stage.Sessions).Map(routes);
        new FormRoutes(book, gate, streams, stage.Sessions).Map(routes);
        new StreamRoute(book, gate, streams, stage).Map(routes);
    }

    public (string ContentType, byte[] Body) ErrorOf(int status, string message) => ("application/json", SukiErrors.Body(status, message));

    public void Forget() => _login?.Forget();
}
