using Microsoft.Extensions.Logging;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Sessions;
using Posthorn.Emulators.Watching;

namespace Posthorn.Emulators.Running;

/// <summary>What a vendor's routes play on.</summary>
internal sealed record Stage
{
    public required EmulatorOptions Options { get; init; }

    public required Scenario Scenario { get; init; }

    public required Casting Casting { get; init; }

    public required Seeds Seeds { get; init; }

    public required Tempo Tempo { get; init; }

    public required SessionBook Sessions { get; init; }

    public required SessionWork Work { get; init; }

    public required Journal Journal { get; init; }

    public required ILoggerFactory Logs { get; init; }

    /// <summary>Cancelled when everything is forgotten, and when the emulator stops: open streams end with it.</summary>
    public required Func<CancellationToken> Ending { get; init; }

    public TimeProvider Clock => Tempo.Clock;
}
