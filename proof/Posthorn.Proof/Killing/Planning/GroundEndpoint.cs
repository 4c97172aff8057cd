namespace Posthorn.Proof.Killing.Planning;

/// <summary>An endpoint of the run.</summary>
/// <param name="Index">Its place among all endpoints: how journals name it.</param>
/// <param name="Slot">Its place among those of its partner.</param>
/// <param name="Id">The server's id of it.</param>
internal sealed record GroundEndpoint(int Index, int Slot, string Profile, Manner Manner, string Id = "")
{
    /// <summary>Whether its requests say which event they are of; the other profile has no place for an id.</summary>
    public bool NamesEvents => Profile == "standard";
}
