-- Events said later than they were recorded: none where clocks agree. All others are found by their recorded time.
create index event_said_ahead on timeline.event (recorded_at) where said_at > recorded_at;
