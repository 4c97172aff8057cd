using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Sully.Admitting;
using Posthorn.Emulators.Sully.Coding;
using Posthorn.Emulators.Sully.Noting;
using Posthorn.Emulators.Sully.Operations;
using Posthorn.Emulators.Sully.Transcribing;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Emulators.Sully;

/// <summary>Sully's surface.</summary>
internal sealed class SullyVendor : IVendor
{
    private SullyQuota? _quota;

    public string Name => "sully";

    public Profile Profile => Profile.Sully;

    public IReadOnlyList<(string Name, string Value)> Credentials { get; } =
    [
        (SullyGate.KeyHeader, "emulated-key (any other is taken, too)"),
        (SullyGate.AccountHeader, "emulated-account (any other is taken, too)"),
    ];

    public void Map(IEndpointRouteBuilder routes, Stage stage)
    {
        _quota = new(stage.Options.RequestsPerMinute, stage.Tempo);
        var (gate, book) = (new SullyGate(_quota, stage.Scenario), new SullyBook(stage));
        new FirstTranscriptionRoutes(book, gate, stage).Map(routes);
        new SecondTranscriptionRoutes(book, gate).Map(routes);
        new NoteRoutes(book, gate, stage.Clock).Map(routes);
        new StyleRoutes(gate, stage.Clock).Map(routes);
        new CodingRoutes(book, gate).Map(routes);

        // What is not there is refused in the form of its version, and counts.
        routes.Map("/v1/{**rest}", gate.Behind(SullyErrors.OfFirst, SullyErrors.OfFirst.WriteNotFoundAsync));
        routes.Map("/v2/{**rest}", gate.Behind(SullyErrors.OfSecond, SullyErrors.OfSecond.WriteNotFoundAsync));
    }

    public (string ContentType, byte[] Body) ErrorOf(int status, string message) => ("application/json", SullyErrors.OfFirst.Body(status, message));

    public void Forget() => _quota?.Forget();
}
