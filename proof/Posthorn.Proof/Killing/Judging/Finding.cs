namespace Posthorn.Proof.Killing.Judging;

/// <summary>Things of one kind that may not be: counted all, and the first of them named.</summary>
internal sealed class Finding
{
    private const int MostNamed = 20;

    private readonly List<string> _named = [];

    public long Count { get; private set; }

    public IReadOnlyList<string> Named => _named;

    public void Add(string what)
    {
        Count++;
        if (_named.Count < MostNamed)
        {
            _named.Add(what);
        }
    }
}
