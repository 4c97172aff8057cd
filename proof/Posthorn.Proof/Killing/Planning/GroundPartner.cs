namespace Posthorn.Proof.Killing.Planning;

/// <summary>A partner of the run, with its endpoints. Each of its events goes to all of them.</summary>
internal sealed record GroundPartner(IReadOnlyList<GroundEndpoint> Endpoints, string Id = "");
