using Posthorn.Gateway.Configuration;

namespace Posthorn.Emulators.Scripting;

/// <summary>What became of reading a scenario.</summary>
/// <param name="Scenario">Null where there are mistakes.</param>
internal sealed record ScenarioReading(Scenario? Scenario, IReadOnlyList<ConfigNote> Mistakes);
