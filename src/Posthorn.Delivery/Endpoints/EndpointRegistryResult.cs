namespace Posthorn.Delivery.Endpoints;

/// <summary>What came of asking for a change of an endpoint.</summary>
internal abstract record EndpointRegistryResult
{
    private EndpointRegistryResult()
    {
    }

    /// <summary>It is stored, and known to the lanes.</summary>
    internal sealed record Changed(Endpoint Endpoint) : EndpointRegistryResult;

    /// <summary>It is stored under a secret that is shown this once.</summary>
    internal sealed record WithSecret(Endpoint Endpoint, string Secret) : EndpointRegistryResult
    {
        /// <summary>The id alone.</summary>
        public override string ToString() => $"{Endpoint.Id} ***";
    }

    /// <summary>It cannot be as it was asked for; nothing was stored.</summary>
    internal sealed record Refused(IReadOnlyList<InputProblem> Problems) : EndpointRegistryResult;

    /// <summary>It is well-formed, and what is stored stands against it.</summary>
    /// <param name="Code">One of <see cref="EndpointConflicts"/>.</param>
    internal sealed record Conflict(string Code, string Message) : EndpointRegistryResult;

    /// <summary>The endpoint was deleted.</summary>
    internal sealed record Gone : EndpointRegistryResult;
}
